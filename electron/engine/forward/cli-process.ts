import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { bareEnvironment, type Command } from "./cli-command.ts";
import { type CliLine, readCliLine } from "./cli-lines.ts";
import type { CliEnd } from "./cli-faults.ts";

/** A running `stripe listen`. */
export interface CliProcess {
  /** Undefined where the system did not run it. */
  readonly pid: number | undefined;
  /** Ends it: asked, and after `patienceMs` killed. Resolves when it is gone. */
  stop(patienceMs: number): Promise<void>;
}

interface Told {
  onLine(line: CliLine): void;
  /** It ended, whoever wanted that. */
  onEnd(end: CliEnd): void;
  /** The system could not run it. */
  onRefused(why: string): void;
}

/** Of what it said last: enough to say why it ended. */
const KEPT_CHARS = 8_192;

/** Starts the binary itself, with that environment and no other, in `folder`. */
export function startCli(binary: string, { args, env }: Command, folder: string, told: Told): CliProcess {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = spawn(binary, args, { env, cwd: folder, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  // However this process ends in order, its child does not outlive it.
  const killAtExit = () => child.kill("SIGKILL");
  process.once("exit", killAtExit);
  let said = "";
  const listenTo = (stream: Readable) =>
    createInterface({ input: stream }).on("line", (line) => {
      said = `${said}${line}\n`.slice(-KEPT_CHARS);
      told.onLine(readCliLine(line));
    });
  listenTo(child.stdout);
  listenTo(child.stderr);
  child.once("error", (error) => {
    process.removeListener("exit", killAtExit);
    told.onRefused((error as NodeJS.ErrnoException).code ?? error.message);
  });
  child.once("close", (code, signal) => {
    process.removeListener("exit", killAtExit);
    if (child.pid !== undefined) told.onEnd({ said, code, signal });
  });
  return { pid: child.pid, stop: (patienceMs) => stop(child, patienceMs) };
}

async function stop(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  if (process.platform !== "win32") child.kill("SIGCONT"); // one that was stopped hears the other only so
  const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await gone;
  clearTimeout(timer);
}

const ASK_MS = 5_000;

/** What `--version` answers, such as 1.52.0; null where it answers nothing that can be read. */
export function cliVersion(binary: string, folder: string): Promise<string | null> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return new Promise((resolve) => {
    execFile(binary, ["--version"], { env: { ...bareEnvironment(folder) }, timeout: ASK_MS }, (error, stdout) =>
      resolve(error ? null : (/\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] ?? null)),
    );
  });
}
