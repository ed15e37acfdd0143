import path from "node:path";
import { app, BrowserWindow, dialog, ipcMain, powerMonitor } from "electron";
import type { HostConfig } from "../config/host-config.ts";
import type { HostLog } from "../log/host-log.ts";
import { projectRoot } from "../running/project-root.ts";
import { declareConsoleScheme, serveConsole } from "./app-protocol.ts";
import { consoleAddress, originOf } from "./console-address.ts";
import { openConsole } from "./console-window.ts";
import { guardAllContents, guardPermissions, isConsoleFrame } from "./guards.ts";
import { keyStore } from "./key-store.ts";
import { setMenu } from "./menu.ts";
import { superviseEngine, type SupervisedEngine } from "./supervise-engine.ts";

const built = (...parts: string[]) => path.join(projectRoot(), "out", ...parts);

/** The desktop host: a window on the console, the engine in a process of its own. Call before `ready`. */
export function runDesktop(config: HostConfig, args: readonly string[], log: HostLog): void {
  const address = consoleAddress(app.isPackaged ? undefined : process.env["ELECTRON_RENDERER_URL"]);
  const consoleOrigin = originOf(address);
  let openable: readonly string[] = [];
  let engine: SupervisedEngine | undefined;

  const show = () => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) {
      const preload = built("preload", "index.cjs");
      openConsole({
        env: config.env,
        address,
        preload,
        placeFile: path.join(app.getPath("userData"), "window.json"),
        log,
      });
      return;
    }
    if (window.isMinimized()) window.restore();
    window.focus();
  };

  declareConsoleScheme();
  guardAllContents(consoleOrigin, () => openable);
  app.on("second-instance", show);
  app.on("activate", show);
  quitInOrder(() => engine);
  ipcMain.on("waybill:connect", (event) => {
    if (isConsoleFrame(event.senderFrame, consoleOrigin)) engine?.connect(event.sender);
  });

  void app.whenReady().then(() => {
    guardPermissions();
    serveConsole(built("renderer"));
    engine = superviseEngine({
      entry: built("main", "engine-process.js"),
      args,
      log,
      keyStore,
      onReady: (origins) => (openable = origins),
      onRefused(says, exitCode) {
        process.stderr.write(`${says}\n`);
        dialog.showErrorBox("Waybill can't start", says);
        app.exit(exitCode);
      },
    });
    powerMonitor.on("resume", () => engine?.woke());
    powerMonitor.on("unlock-screen", () => engine?.woke());
    setMenu(show);
    return show();
  });
}

/** Quitting waits until the engine has reached a safe point. On a Mac the app outlives its windows, as others do there. */
function quitInOrder(engine: () => SupervisedEngine | undefined): void {
  let stopped = false;
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("will-quit", (event) => {
    const running = engine();
    if (stopped || !running) return;
    event.preventDefault();
    void running.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}
