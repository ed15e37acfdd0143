import { expect, test } from "vitest";
import { whyNoWindow } from "./why-no-window.mjs";

const socket =
  (...there) =>
  (file) =>
    there.includes(file);
const none = socket();

test.each([
  ["no display at all", { env: {}, exists: none }, "there is no display"],
  ["a display whose socket is gone", { env: { DISPLAY: ":7" }, exists: none }, "there is no display"],
  [
    "a Wayland name whose socket is gone",
    { env: { WAYLAND_DISPLAY: "wayland-0" }, exists: none },
    "there is no display",
  ],
  ["root", { env: { DISPLAY: ":7" }, exists: socket("/tmp/.X11-unix/X7"), uid: 0 }, "Chromium does not run as root"],
  ["a Windows service", { env: { SESSIONNAME: "Services" }, platform: "win32" }, "this is a service's session"],
  ["SSH into a Mac", { env: { SSH_CONNECTION: "::1" }, platform: "darwin" }, "this is an SSH session"],
])("%s: no window", (_name, machine, why) => {
  expect(whyNoWindow({ platform: "linux", uid: 1000, ...machine })).toBe(why);
});

test.each([
  ["X11", { env: { DISPLAY: ":7.0" }, exists: socket("/tmp/.X11-unix/X7") }],
  ["X11 on another machine", { env: { DISPLAY: "desk:0" }, exists: none }],
  [
    "Wayland",
    { env: { WAYLAND_DISPLAY: "wayland-0", XDG_RUNTIME_DIR: "/run/user/7" }, exists: socket("/run/user/7/wayland-0") },
  ],
  ["Wayland by its path", { env: { WAYLAND_DISPLAY: "/tmp/w" }, exists: socket("/tmp/w") }],
  ["Windows", { env: { SESSIONNAME: "Console" }, platform: "win32" }],
  ["a Mac", { env: {}, platform: "darwin" }],
])("%s: a window can open", (_name, machine) => {
  expect(whyNoWindow({ platform: "linux", uid: 1000, ...machine })).toBeUndefined();
});
