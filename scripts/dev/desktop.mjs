import { inRoot } from "../prepare/project.mjs";
import { run } from "../prepare/run.mjs";

/** electron-vite with hot reload of the window, and a restart of main and engine when theirs change. */
export async function runDesktopDev(flags) {
  const vite = inRoot("node_modules", "electron-vite", "bin", "electron-vite.js");
  const { code } = await run(process.execPath, [vite, "dev", "--watch", "--", ...flags]);
  return code;
}
