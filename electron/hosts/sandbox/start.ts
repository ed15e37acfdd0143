import os from "node:os";
import path from "node:path";
import { readCatalog } from "../../engine/catalog/read-catalog-file.ts";
import { openStderrLog } from "../log/host-log.ts";
import { endProcess } from "../running/end-process.ts";
import { givenKeys } from "../running/run-engine.ts";
import { projectRoot } from "../running/project-root.ts";
import { lockSandbox, sandboxFacts } from "../running/run-sandbox.ts";
import { endOnBugs, stopOnSignals } from "../running/until-stopped.ts";
import { sandboxFiles } from "../../sandbox/sandbox-files.ts";
import { startSandbox } from "../../sandbox/start-sandbox.ts";
import { fillWorld } from "./fill-world.ts";
import { readSandboxConfig, sandboxUsage, type SandboxConfig } from "./sandbox-config.ts";

/** The sandbox as a process of its own, which an engine that is killed at any instant finds as it was. */
export async function start({ argv, env, platform, stdout }: NodeJS.Process): Promise<void> {
  const asked = readSandboxConfig({ argv: argv.slice(2), env, platform, home: os.homedir() });
  if (!asked.ok) return endProcess(asked.error, 2);
  if (asked.value === null) return void stdout.write(sandboxUsage);
  return serve(asked.value);
}

async function serve({ dataDir, settings, world, scenarios, ...wire }: SandboxConfig): Promise<void> {
  const log = openStderrLog();
  endOnBugs(log);
  process.umask(0o077); // what is kept here concerns customers: for this account alone
  const catalogFile = settings.catalogFile ?? path.join(projectRoot(), "resources", "catalog.example.json");
  const catalog = await readCatalog(catalogFile);
  if (!catalog.ok) return endProcess(catalog.error.says, 2);
  const lock = lockSandbox(dataDir);
  if (!lock.ok) return endProcess(lock.error.says, 2);
  const filled = world && (await fillWorld(world, catalog.value, sandboxFiles(dataDir, wire.panelKind)));
  if (filled && !filled.ok) return endProcess(filled.error, 2);
  const keys = givenKeys(settings);
  const asked = { ...wire, ...(scenarios ? { scenarios } : {}) };
  const sandbox = await startSandbox({ ...asked, dataDir, keys, catalog: catalog.value, log }).catch(explainPort);
  if (typeof sandbox === "string") return endProcess(sandbox, 2);
  log.hide(Object.values(sandbox.keys));
  stopOnSignals(log, () => sandbox.close());
  process.stdout.on("error", () => {}); // whoever read the ready line may be gone
  process.stdout.write(`${JSON.stringify({ event: "ready", sandbox: sandboxFacts(sandbox) })}\n`);
  process.stderr.write(`\nStripe  ${sandbox.stripe}\nPanel   ${sandbox.panel}\n\n`);
}

/** A port that can't be had is the caller's to change; anything else is a bug. */
function explainPort(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE" || code === "EACCES") return `${message} Set others with --stripe-port and --panel-port.`;
  throw error;
}
