import { build } from "../prepare/build.mjs";
import { inRoot } from "../prepare/project.mjs";
import { lastLines, run } from "../prepare/run.mjs";
import { runVitest } from "./vitest-run.mjs";

/** A tool that is silent when all is well; its words are shown where it is not. */
const tool =
  (name, ...args) =>
  async () => {
    const { code, output } = await run(name, args, { quiet: true, shell: process.platform === "win32" });
    return code === 0 ? { ok: true } : { ok: false, says: lastLines(output, 60) };
  };

/**
 * What `npm test` does after installing, in order. Each step runs whatever became of those before it, and tells whether it
 * is `ok`, or counts the tests that `passed` and `failed`.
 */
export const STEPS = [
  { name: "Type check", run: tool("tsc", "-b") },
  { name: "Lint", run: tool("oxlint", "--type-aware") },
  { name: "Format", run: tool("prettier", "--check", "--log-level=warn", inRoot()) },
  { name: "Unused code", run: tool("knip") },
  { name: "Build", run: build },
  { name: "Unit tests, suites and hosts", run: () => runVitest(["unit", "suites", "hosts"]) },
  { name: "Killed at every durable write", run: () => runVitest(["crash"]) },
  { name: "End to end, in Chromium", run: () => runVitest(["e2e"]) },
];
