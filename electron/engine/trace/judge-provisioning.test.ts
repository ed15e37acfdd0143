import { expect, test } from "vitest";
import {
  ago,
  NOW,
  aStep,
  deadJob,
  failed,
  paidFacts,
  provisioningFacts,
  runningFacts,
  runningJob,
  someFacts,
  uncertainCreate,
  waitingJob,
} from "./facts-for-tests.ts";
import { judged } from "./judged-for-tests.ts";
import { traceOrder } from "./trace-order.ts";

judged(7, [
  ["not paid yet", someFacts(), "waiting", "Waits for step 4"],
  ["its job is due", paidFacts({}, { job: { ...waitingJob, run_at: ago(1) } }), "waiting", "Its job is next"],
  ["its job starts later", paidFacts({}, { job: waitingJob }), "waiting", "Starts in 9 s"],
  ["its job began", paidFacts({}, { job: runningJob }), "waiting", "Runs now"],
  [
    "on a step",
    provisioningFacts({
      job: runningJob,
      steps: [aStep({ name: "placement", outcome: "running", says: "Choosing a node" })],
    }),
    "waiting",
    "Choosing a node.",
  ],
  [
    "uncertain",
    provisioningFacts({ job: waitingJob, steps: [uncertainCreate] }),
    "waiting",
    "The panel did not answer the create in time. Looks again in 9 s.",
  ],
  [
    "uncertain, and looked up since",
    provisioningFacts({
      job: waitingJob,
      steps: [uncertainCreate, aStep({ name: "look_up", outcome: "waiting", says: "Not there yet" })],
    }),
    "waiting",
    "The panel did not answer the create in time. Looks again in 9 s.",
  ],
  [
    "uncertain for too long",
    paidFacts({ ...failed, error_message: "It was tried for 30 min" }, { steps: [uncertainCreate] }),
    "missing",
    "It was tried for 30 min.",
  ],
  [
    "a passing fault",
    provisioningFacts(
      { job: waitingJob, steps: [aStep({ name: "look_up", outcome: "failed", says: "The panel is in maintenance" })] },
      { failing_since: ago(90), error_message: "The panel is in maintenance. It is tried again." },
    ),
    "waiting",
    "The panel is in maintenance. Tries again in 9 s.",
  ],
  [
    "a lasting fault",
    paidFacts(failed, { steps: [aStep({ outcome: "failed" })] }),
    "missing",
    "SERVER_JARFILE is required.",
  ],
  [
    "a lasting fault that the order says nothing of",
    paidFacts({ status: "error" }, { steps: [aStep({ outcome: "failed", says: "The panel refused the create" })] }),
    "missing",
    "The panel refused the create.",
  ],
  [
    "a fault that nobody says anything of",
    paidFacts({ status: "error" }),
    "missing",
    "Provisioning failed, and said nothing.",
  ],
  [
    "a passing fault before the first step, due again now",
    provisioningFacts(
      { job: { ...waitingJob, run_at: ago(1) } },
      { failing_since: ago(90), error_message: "The panel is down." },
    ),
    "waiting",
    "The panel is down. Tries again now.",
  ],
  [
    "what is there is not what was sold",
    paidFacts(failed, {
      steps: [aStep({ name: "look_up", outcome: "contradicted", says: "Server 42 is another egg" })],
    }),
    "contradicted",
    "Server 42 is another egg.",
  ],
  ["nobody works on it", provisioningFacts({ job: deadJob }), "missing", "No job works on this order."],
  ["nobody ever did", paidFacts(), "missing", "No job works on this order."],
  [
    "the create was answered",
    provisioningFacts({ job: runningJob, steps: [aStep()] }),
    "proved",
    "Made in 10 s, 1 attempt",
  ],
  [
    "found by a look-up, at the second attempt",
    provisioningFacts({
      steps: [aStep({ name: "look_up", attempt: 2 }), aStep({ name: "await_install", outcome: "waiting" })],
    }),
    "proved",
    "Made in 10 s, 2 attempts",
  ],
  [
    "recorded, and its steps are gone",
    runningFacts({ provisioned_at: null }, { steps: [] }),
    "proved",
    "Made, 1 attempt",
  ],
  ["running", runningFacts(), "proved", "Made in 10 s, 1 attempt"],
]);

test("what a step ended with is shown with its code and its attempt", () => {
  const step = aStep({ outcome: "failed", code: "PANEL_VALIDATION", attempt: 3 });
  expect(traceOrder(paidFacts(failed, { steps: [step] }), NOW)[6]).toMatchObject({
    evidence: [{ fact: "create failed, PANEL_VALIDATION, attempt 3" }, { fact: "PANEL_VALIDATION, order error" }],
  });
});
