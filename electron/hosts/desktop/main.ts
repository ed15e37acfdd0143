import os from "node:os";
import path from "node:path";
import { app } from "electron";
import { readHostConfig } from "../config/host-config.ts";
import { usage } from "../config/usage.ts";
import { openStderrLog } from "../log/host-log.ts";
import { makeDataFolder } from "../running/data-folder-lock.ts";
import { runDesktop } from "./run-desktop.ts";

const log = openStderrLog();
// A window is worth more than an end: what fails here is logged, and the engine lives elsewhere.
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error: unknown) => log.error({ err: error }, "The desktop met an error that it does not know."));
}

// Electron's own command line is `electron . --flags`, a packaged one `waybill --flags`.
const argv = process.argv.slice(app.isPackaged ? 1 : 2);
const { env, platform } = process;
const asked = readHostConfig({ argv, env, platform, home: os.homedir(), lenient: true });

if (!asked.ok) {
  refuse(asked.error.says);
} else if (asked.value.kind === "help") {
  process.stdout.write(usage());
  app.exit(0);
} else if (asked.value.kind === "version") {
  process.stdout.write(`${app.getVersion()}\n`);
  app.exit(0);
} else {
  const { config } = asked.value;
  // One window an environment: each has a browser profile, and with it a single-instance lock, of its own.
  const profile = path.join(config.dataDir, "desktop", config.env);
  const made = makeDataFolder(profile);
  if (!made.ok) {
    refuse(made.error.says);
  } else {
    app.setPath("userData", profile);
    if (app.requestSingleInstanceLock()) runDesktop(config, argv, log);
    else app.quit();
  }
}

function refuse(says: string): void {
  process.stderr.write(`${says}\n`);
  app.exit(2);
}
