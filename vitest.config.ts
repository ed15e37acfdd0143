import { defineConfig } from "vitest/config";

/** Three projects: pure and small ones beside the code, suites that start programs, and a browser in front of them. */
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
          exclude: ["tests/e2e/**"],
          globalSetup: ["tests/build-first.mjs"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/build-first.mjs"],
          fileParallelism: false, // a browser, an engine and a sandbox share two cores
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
