import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { inRoot } from "../prepare/project.mjs";
import { run } from "../prepare/run.mjs";

/**
 * Runs projects of vitest, their words on the terminal, and counts what came of it.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runVitest(projects) {
  const report = inRoot("test-results", `${projects.join("-")}.json`);
  mkdirSync(inRoot("test-results"), { recursive: true });
  rmSync(report, { force: true });
  const args = [
    inRoot("node_modules", "vitest", "vitest.mjs"),
    "run",
    ...projects.flatMap((name) => ["--project", name]),
  ];
  args.push("--reporter=default", "--reporter=json", `--outputFile.json=${report}`);
  const { code } = await run(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  return countTests(readReport(report), code);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** A file that could not be loaded has no tests to fail, and an error outside all tests is in no file: both count. */
export function countTests(report, exitCode) {
  if (!report) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  return { passed: report.numPassedTests, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}
