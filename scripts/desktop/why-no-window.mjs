import { existsSync } from "node:fs";
import path from "node:path";

/**
 * Why no window can open on this machine, or undefined where one can. Takes no time and starts nothing.
 * @returns {string | undefined}
 */
export function whyNoWindow({
  env = process.env,
  platform = process.platform,
  uid = process.getuid?.(),
  exists = existsSync,
} = {}) {
  if (platform === "win32") return env.SESSIONNAME === "Services" ? "this is a service's session" : undefined;
  if (platform === "darwin") return env.SSH_CONNECTION ? "this is an SSH session" : undefined;
  if (!hasX11(env, exists) && !hasWayland(env, exists)) return "there is no display";
  return uid === 0 ? "Chromium does not run as root" : undefined;
}

/** `:1` is a socket on this machine; `host:1` is somewhere else, and is believed. */
function hasX11({ DISPLAY = "" }, exists) {
  const local = /^(?:unix)?:(\d+)/.exec(DISPLAY)?.[1];
  return local === undefined ? DISPLAY !== "" : exists(`/tmp/.X11-unix/X${local}`);
}

function hasWayland({ WAYLAND_DISPLAY, XDG_RUNTIME_DIR = "/run" }, exists) {
  return Boolean(WAYLAND_DISPLAY) && exists(path.resolve(XDG_RUNTIME_DIR, WAYLAND_DISPLAY));
}
