import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { bareEnvironment } from "../../forward/cli-command.ts";
import type { ForwardOptions } from "../../forward/forward-options.ts";

/** Stripe answers each of a fixture's calls within a second or two. */
const LONGEST_MS = 60_000;
const MOST_BYTES = 1024 * 1024;

/** How a run ended, and all that it said. `refused`: the system did not run it. */
export interface CliRun {
  readonly code: number | null;
  readonly signal: string | null;
  readonly said: string;
  readonly refused: boolean;
}

/**
 * Runs Stripe's CLI to its end, without a shell, with that key and nothing of this process's environment but what the network
 * needs. The key stands in its environment only, where `ps` does not show it.
 */
export function runCli(
  { folder, passed }: ForwardOptions,
  binary: string,
  args: readonly string[],
  secretKey: string,
): Promise<CliRun> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const env = { ...passed, ...bareEnvironment(folder), STRIPE_API_KEY: secretKey };
  const limits = { timeout: LONGEST_MS, killSignal: "SIGKILL", maxBuffer: MOST_BYTES, windowsHide: true } as const;
  return new Promise((resolve) => {
    const child = execFile(binary, args, { env, cwd: folder, ...limits }, (error, stdout, stderr) => {
      process.removeListener("exit", kill);
      const code = error ? (typeof error.code === "number" ? error.code : null) : 0;
      const refused = error !== null && typeof error.code === "string" && child.pid === undefined;
      resolve({ code, signal: child.signalCode, said: `${stdout}${stderr}`, refused });
    });
    const kill = () => child.kill("SIGKILL");
    process.once("exit", kill); // it does not outlive the engine
  });
}
