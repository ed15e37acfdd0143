import { defineConfig } from "vitest/config";

/** Tests of the built programs start by building them: a stale build would be tested in place of the sources. */
const ofTheBuild = { globalSetup: ["tests/build-first.mjs"], testTimeout: 60_000, hookTimeout: 120_000 };

/** Pure and small ones beside the code, suites in one process, programs as a whole, and a browser in front of them. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{shared,electron,renderer,scripts}/**/*.test.{ts,tsx,mjs}"],
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: "suites",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/{hosts,crash,e2e}/**"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      { test: { name: "hosts", include: ["tests/hosts/**/*.test.ts"], ...ofTheBuild } },
      // Each test is a sandbox and an engine that dies and is started again; three of them keep two cores busy.
      {
        test: {
          name: "crash",
          include: ["tests/crash/**/*.test.ts"],
          fileParallelism: false,
          maxConcurrency: 3,
          testTimeout: 60_000,
        },
      },
      // One file at a time: a browser, an engine and a sandbox share two cores.
      { test: { name: "e2e", include: ["tests/e2e/**/*.test.ts"], fileParallelism: false, ...ofTheBuild } },
    ],
  },
});
