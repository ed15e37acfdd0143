import { expect, test } from "vitest";
import { countTests } from "./vitest-run.mjs";

const report = (passed, failed, testResults = []) => ({ numPassedTests: passed, numFailedTests: failed, testResults });

test("tests are counted as vitest counted them", () => {
  expect(countTests(report(5, 0), 0)).toEqual({ passed: 5, failed: 0 });
  expect(countTests(report(5, 2), 1)).toEqual({ passed: 5, failed: 2 });
});

test("a file that could not be loaded is a failure", () => {
  const files = [
    { status: "failed", assertionResults: [] },
    { status: "passed", assertionResults: [{}] },
  ];
  expect(countTests(report(1, 0, files), 1)).toEqual({ passed: 1, failed: 1 });
});

test("an error outside all tests is a failure, and so is a run without a report", () => {
  expect(countTests(report(5, 0), 1)).toEqual({ passed: 5, failed: 1 });
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
});
