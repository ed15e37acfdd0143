import { expect, test } from "vitest";
import type { TraceFacts } from "../trace/trace-facts.ts";
import {
  failed,
  NOW,
  paidFacts,
  provisioningFacts,
  runningFacts,
  runningJob,
  someFacts,
  uncertainCreate,
  waitingJob,
} from "../trace/facts-for-tests.ts";
import { retryAnswer } from "./order-detail-retry.ts";

const cases: readonly (readonly [name: string, facts: TraceFacts, allowed: boolean, says: string])[] = [
  ["unpaid", someFacts(), false, "The order is not paid, so there is nothing to provision yet."],
  ["running", runningFacts(), false, "The order is already provisioned, as server 42."],
  ["failed", paidFacts(failed), true, "Starts with a look-up on the panel."],
  [
    "failed at a step",
    paidFacts(failed, { steps: [{ ...uncertainCreate, outcome: "failed" }] }),
    true,
    "Looks the server up first, then goes on where it stopped: create.",
  ],
  [
    "uncertain",
    provisioningFacts({ job: waitingJob, steps: [uncertainCreate] }),
    false,
    "The panel did not answer the create in time. Looks again in 9 s.",
  ],
  [
    "uncertain, and due",
    provisioningFacts({ job: { ...waitingJob, run_at: NOW }, steps: [uncertainCreate] }),
    false,
    "The panel did not answer the create in time.",
  ],
  ["at work now", provisioningFacts({ job: runningJob }), false, "Provisioning runs now."],
  ["at work later", provisioningFacts({ job: waitingJob }), true, "Runs now instead of in 9 s."],
  ["due", paidFacts({}, { job: { ...waitingJob, run_at: NOW } }), true, "Its job is next."],
  ["forgotten", paidFacts(), true, "Starts with a look-up on the panel."],
];

test.each(cases)("a retry of an order that is %s", (_name, facts, allowed, says) => {
  expect(retryAnswer(facts, NOW)).toEqual({ allowed, says });
});
