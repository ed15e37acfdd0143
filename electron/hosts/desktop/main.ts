import os from "node:os";
import path from "node:path";
import { app } from "electron";
import { readHostConfig } from "../config/host-config.ts";
import { usage } from "../config/usage.ts";
import { openStderrLog } from "../log/host-log.ts";
import { runDesktop } from "./run-desktop.ts";

const log = openStderrLog();
process.on("uncaughtException", (error) =>
  log.error({ err: error }, "The desktop met an error that it does not know."),
);

// Electron's own command line is `electron . --flags`, a packaged one `waybill --flags`.
const argv = process.argv.slice(app.isPackaged ? 1 : 2);
const { env, platform } = process;
const asked = readHostConfig({ argv, env, platform, home: os.homedir(), lenient: true });

if (!asked.ok) {
  process.stderr.write(`${asked.error.says}\n`);
  app.exit(2);
} else if (asked.value.kind === "help") {
  process.stdout.write(usage());
  app.exit(0);
} else if (asked.value.kind === "version") {
  process.stdout.write(`${app.getVersion()}\n`);
  app.exit(0);
} else {
  const { config } = asked.value;
  // One window an environment: each has a browser profile, and with it a single-instance lock, of its own.
  app.setPath("userData", path.join(config.dataDir, "desktop", config.env));
  if (app.requestSingleInstanceLock()) runDesktop(config, argv, log);
  else app.quit();
}
