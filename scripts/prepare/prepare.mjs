import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { underNode24 } from "./node-24.mjs";
import { stopWhenOrphaned } from "./orphan.mjs";
import { toolEnv } from "./project.mjs";
import { say } from "./terminal.mjs";

/**
 * Brings a fresh clone to where its tools run: packages, and Node 24 with the tools on the PATH.
 * @returns {Promise<{ ok: true } | { ok: false, says: string }>}
 */
export async function prepareTools() {
  stopWhenOrphaned();
  const installed = await install();
  if (!installed.ok) return installed;
  Object.assign(process.env, toolEnv());
  return underNode24();
}

/** Brings a fresh clone to where a program can run: tools, and a build of these very sources. Or says why not, and ends. */
export async function prepare() {
  const tools = await prepareTools();
  const done = tools.ok ? await build() : tools;
  if (done.ok) return;
  say(done.says);
  process.exit(1);
}
