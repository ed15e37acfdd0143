import { test } from "vitest";
import { type JobsPlace, openJobs } from "./jobs/jobs-under-test.ts";
import { LEASES } from "./jobs/lease-cases.ts";
import { RUNNING } from "./jobs/running-cases.ts";

/** What every adapter of `JobStore` must pass. */
export function jobsSuite(adapter: string, open: () => Promise<JobsPlace>): void {
  test.each([...RUNNING, ...LEASES])(`${adapter}: %s`, async (_, expectIt) => expectIt(await openJobs(open)));
}
