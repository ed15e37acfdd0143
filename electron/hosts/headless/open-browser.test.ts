import { expect, test } from "vitest";
import { browserCommand } from "./open-browser.ts";

const url = "http://127.0.0.1:3010/?token=t";

test.each([
  ["linux", { DISPLAY: ":0" }, ["xdg-open", url]],
  ["linux", { WAYLAND_DISPLAY: "wayland-0" }, ["xdg-open", url]],
  ["linux", {}, null],
  ["linux", { DISPLAY: ":0", CI: "true" }, null],
  ["darwin", {}, ["open", url]],
  ["darwin", { SSH_CONNECTION: "1" }, null],
  ["win32", {}, ["rundll32", "url.dll,FileProtocolHandler", url]],
] as const)("on %s with %j", (platform, env, command) => {
  expect(browserCommand(url, { platform, env })).toEqual(command);
});
