import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const root = path.resolve(import.meta.dirname, "../../..");

export interface ProgramOptions {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended: its code, or the signal, and all that it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A built program as a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** The first line on stdout; rejects with the program's words where it ends without one. */
  readonly firstLine: Promise<string>;
  /** What it said on stderr so far. */
  stderr(): string;
}

/** Starts `out/main/<name>.js` with nothing of our own environment but the PATH. */
export function startProgram(name: string, { flags = [], env = {} }: ProgramOptions): Program {
  const child = spawn(process.execPath, [path.join(root, "out", "main", `${name}.js`), ...flags], {
    env: { PATH: process.env["PATH"] ?? "", HOME: os.tmpdir(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (said.stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said.stderr += chunk));
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...said }));
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    void ended.then(({ code, stderr }) =>
      reject(new Error(`${name} ended with ${code} before it was ready:\n${stderr}`)),
    );
  });
  firstLine.catch(() => {}); // whoever does not ask for it is not told
  return { process: child, ended, firstLine, stderr: () => said.stderr };
}

/** Asks a program to stop, and tells how it ended. */
export function stopProgram({ process: child, ended }: Program, signal: NodeJS.Signals = "SIGTERM"): Promise<Ended> {
  child.kill(signal);
  return ended;
}

/** A folder for one test's data, and what removes it. */
export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "waybill-test-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
