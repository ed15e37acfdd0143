import { spawn } from "node:child_process";
import { lastLines } from "../prepare/run.mjs";
import { root } from "../prepare/project.mjs";

const EARLY_MS = 8_000;
/** Settings that can't be used, and a database that is newer: no other host would take them either. */
const REFUSALS = new Set([2, 3]);

/**
 * Runs the desktop to its end.
 * @returns {Promise<{ code: number, failedAtOnce: string | undefined }>} `failedAtOnce` says why a window never came
 */
export function runDesktop(binary, args) {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const child = spawn(binary, [root, ...args], { stdio: ["inherit", "inherit", "pipe"] });
    let said = "";
    let told = false;
    child.stderr.on("data", (chunk) => {
      process.stderr.write(chunk);
      said = `${said}${chunk}`.slice(-4_000);
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {
        told = true;
        child.kill(signal);
      });
    }
    child.on("error", (error) => resolve({ code: 1, failedAtOnce: error.message }));
    child.on("close", (exitCode, signal) => {
      const code = exitCode ?? (signal ? 1 : 0);
      const early = !told && code !== 0 && !REFUSALS.has(code) && Date.now() - startedAt < EARLY_MS;
      resolve({ code, failedAtOnce: early ? lastLines(said, 1) || `it ended with ${exitCode ?? signal}` : undefined });
    });
  });
}
