import os from "node:os";
import { readHostConfig, type HostConfig } from "../config/host-config.ts";
import { usage } from "../config/usage.ts";
import { openStderrLog, type HostLog } from "../log/host-log.ts";
import { restoreDatabase } from "../running/restore-database.ts";
import { endProcess } from "../running/end-process.ts";
import { programVersion, projectRoot } from "../running/project-root.ts";
import { endOnBugs, stopOnSignals } from "../running/until-stopped.ts";
import { openBrowser } from "./open-browser.ts";
import { runHeadless } from "./run-headless.ts";

/** The headless host as a process: reads its settings, runs until a signal, ends with the exit codes that `--help` lists. */
export async function start({ argv, env, platform, stdout }: NodeJS.Process): Promise<void> {
  const log = openStderrLog();
  endOnBugs(log);
  process.umask(0o077); // what is kept here concerns customers: for this account alone
  const root = projectRoot();
  const asked = readHostConfig({ argv: argv.slice(2), env, platform, home: os.homedir() });
  if (!asked.ok) return endProcess(asked.error.says, 2);
  if (asked.value.kind === "help") return void stdout.write(usage());
  if (asked.value.kind === "version") return void stdout.write(`${programVersion(root)}\n`);
  return serve(asked.value.config, log, root);
}

async function serve(config: HostConfig, log: HostLog, root: string): Promise<void> {
  for (const warning of config.warnings) log.warn({}, warning);
  if (config.restoreFile) return restore(config.restoreFile, config);
  const started = await runHeadless(config, { log, now: Date.now, root });
  if (!started.ok) return endProcess(started.error.says, started.error.exitCode);
  const running = started.value;
  stopOnSignals(log, () => running.stop());
  process.stdout.on("error", () => {}); // whoever read the ready line may be gone
  process.stdout.write(`${running.ready}\n`);
  process.stderr.write(`\nConsole  ${running.consoleUrl}\n\n`);
  if (config.open) openBrowser(running.consoleUrl);
}

/** Leaves instead of going on, so that a service that is started again and again does not restore each time. */
async function restore(from: string, config: HostConfig): Promise<void> {
  const restored = await restoreDatabase(from, config, Date.now());
  return restored.ok ? endProcess(restored.value, 0) : endProcess(restored.error.says, restored.error.exitCode);
}
