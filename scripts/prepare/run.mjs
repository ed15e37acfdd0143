import { spawn } from "node:child_process";
import { root, toolEnv } from "./project.mjs";

/**
 * Runs a program to its end. With `quiet` its words are kept and returned; else they go where `stdio` says.
 * @returns {Promise<{ code: number, output: string }>} a program that can't be started counts as 127
 */
export function run(command, args, { quiet = false, stdio = "inherit", env = {}, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...toolEnv(), ...env },
      stdio: quiet ? ["ignore", "pipe", "pipe"] : stdio,
      shell,
    });
    let output = "";
    const keep = (chunk) => (output = `${output}${chunk}`.slice(-200_000));
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** The last lines of what a program said, for a person who has to see why it failed. */
export const lastLines = (output, count = 30) => output.trimEnd().split("\n").slice(-count).join("\n");
