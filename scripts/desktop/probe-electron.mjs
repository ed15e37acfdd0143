import { spawn } from "node:child_process";

/**
 * Why a binary does not start here (a missing library, another architecture), or undefined where it does. It runs as
 * Node for a moment, and needs no display for that.
 * @returns {Promise<string | undefined>}
 */
export function whyElectronFails(binary, limitMs = 5_000) {
  return new Promise((resolve) => {
    const child = spawn(binary, ["-e", "process.stdout.write(process.versions.electron ?? '')"], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: limitMs,
      killSignal: "SIGKILL",
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => {
      if (code === 0 && out !== "") return resolve(undefined);
      return resolve(
        err.trim().split("\n")[0] ||
          (signal ? `it did not answer within ${limitMs / 1000} s` : `it ended with ${code}`),
      );
    });
  });
}
