import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { inRoot, toolEnv } from "./project.mjs";

const WANTED = 24;
const ADVICE = `Install Node ${WANTED} from nodejs.org.`;
const major = Number.parseInt(process.versions.node, 10);

/**
 * Goes on under Node 24: at once where this is one, else the same script again under the Node that npm installed; then
 * this never returns.
 * @returns {Promise<{ ok: true } | { ok: false, says: string }>}
 */
export async function underNode24() {
  if (major >= WANTED) return { ok: true };
  const binary = installedNode();
  if (binary) return continueUnder(binary);
  const here = `this is ${process.versions.node}, and npm has no newer one for this machine`;
  return { ok: false, says: `Waybill needs Node ${WANTED}; ${here}. ${ADVICE}` };
}

function installedNode() {
  const system = { win32: "win", darwin: "darwin", linux: "linux" }[process.platform];
  const binary = inRoot(
    "node_modules",
    `node-${system}-${process.arch}`,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  return existsSync(binary) ? binary : undefined;
}

/** The channel tells the program when this launcher is gone, so that none is left behind. */
function continueUnder(binary) {
  const child = spawn(binary, process.argv.slice(1), {
    env: toolEnv(),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  return new Promise((resolve) => {
    child.on("error", ({ message }) =>
      resolve({ ok: false, says: `npm's Node does not start here: ${message}. ${ADVICE}` }),
    );
  });
}
