import { app, session, shell, type WebFrameMain } from "electron";
import { mayOpenOutside, originOf } from "./console-address.ts";

/** Whether a frame may ask main for something: the console's own top frame, nothing else. */
export function isConsoleFrame(frame: WebFrameMain | null, consoleOrigin: string | null): boolean {
  return frame !== null && frame.parent === null && originOf(frame.url) === consoleOrigin;
}

/** For every page, whoever makes it: no foreign navigation, no window of its own, no webview. Links leave for the browser. */
export function guardAllContents(consoleOrigin: string | null, openable: () => readonly string[]): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => {
      if (originOf(event.url) !== consoleOrigin) event.preventDefault();
    });
    contents.on("will-redirect", (event) => {
      if (originOf(event.url) !== consoleOrigin) event.preventDefault();
    });
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url, openable())) setImmediate(() => void shell.openExternal(url));
      return { action: "deny" };
    });
  });
}

/** Copying text is granted, nothing else. Call after `ready`: there is no default session before. */
export function guardPermissions(): void {
  const granted = new Set<string>(["clipboard-sanitized-write"]);
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, grant) => grant(granted.has(permission)));
  defaultSession.setPermissionCheckHandler((_contents, permission) => granted.has(permission));
}
