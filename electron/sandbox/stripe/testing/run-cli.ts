import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { onTestFinished } from "vitest";
import { newFolder } from "./open-test-stripe.ts";
import { SECRET_KEY } from "./world.ts";

const LONGEST_RUN = 20_000;

/**
 * Stripe's own CLI as its package for this platform has it, not the script that starts it: that would outlive its child's
 * end. Null where the registry has none for this platform.
 */
export const cliBinary: string | null = findBinary();

function findBinary(): string | null {
  const { resolve } = createRequire(import.meta.resolve("@stripe/cli/package.json"));
  const name = process.platform === "win32" ? "stripe.exe" : "stripe";
  try {
    const path = resolve(`@stripe/cli-${process.platform}-${process.arch}/bin/${name}`);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

export interface RunningCli {
  readonly child: ChildProcess;
  /** All that it has said so far. */
  readonly said: { stdout: string; stderr: string };
}

/** Starts the CLI with nothing of this machine's but what is given; ended when the test ends. */
export function startCli(args: readonly string[], key = SECRET_KEY): RunningCli {
  const home = newFolder();
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: home,
    STRIPE_API_KEY: key,
    STRIPE_CLI_TELEMETRY_OPTOUT: "1",
    STRIPE_NO_AUTO_UPDATE: "1",
  };
  const child = spawn(cliBinary!, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (said.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (said.stderr += text));
  return { child, said };
}

/** Runs the CLI to its end, which it must come to within twenty seconds. */
export async function runCli(
  args: readonly string[],
  key?: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { child, said } = startCli(args, key);
  const tooLong = setTimeout(() => child.kill("SIGKILL"), LONGEST_RUN);
  const [code] = (await once(child, "close")) as [number | null];
  clearTimeout(tooLong);
  return { code, ...said };
}
