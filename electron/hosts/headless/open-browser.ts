import { spawn } from "node:child_process";

interface Desk {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The command that shows a page here, or null where there is nobody to show it to. */
export function browserCommand(
  url: string,
  { platform, env }: Desk,
): readonly [command: string, ...args: string[]] | null {
  if (env["CI"]) return null;
  if (platform === "darwin") return env["SSH_CONNECTION"] ? null : ["open", url];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return env["DISPLAY"] || env["WAYLAND_DISPLAY"] ? ["xdg-open", url] : null;
}

/** Shows a page in the system's browser. A machine without one has the address on its terminal. */
export function openBrowser(url: string, desk: Desk = process): void {
  const command = browserCommand(url, desk);
  if (!command) return;
  const [program, ...args] = command;
  spawn(program, args, { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
