import { expect, test } from "vitest";
import {
  ago,
  anOrder,
  aPaidSession,
  aServer,
  aSession,
  aStep,
  cheapSession,
  deadJob,
  failed,
  mismatched,
  NOW,
  paidFacts,
  provisioningFacts,
  refusedThrice,
  runningFacts,
  SESSION_ID,
  someFacts,
  uncertainCreate,
  waitingJob,
} from "./facts-for-tests.ts";
import type { TraceFacts } from "./trace-facts.ts";
import { traceOrder } from "./trace-order.ts";

const stepOf = (facts: TraceFacts, step: number) => traceOrder(facts, NOW)[step - 1]!;
const statesOf = (facts: TraceFacts) => traceOrder(facts, NOW).map(({ state }) => state);

test("a running order is proved from end to end, and offers nothing to mend", () => {
  const trace = traceOrder(runningFacts(), NOW);
  expect(trace.every(({ state }) => state === "proved")).toBe(true);
  expect(trace.some(({ repair }) => repair)).toBe(false);
});

test("a fresh order waits for its customer, and everything after waits for that", () => {
  const trace = traceOrder(someFacts(), NOW);
  expect(trace.map(({ state }) => state)).toEqual([
    ...Array<string>(3).fill("proved"),
    ...Array<string>(7).fill("waiting"),
  ]);
  expect(trace.slice(4).every(({ says }) => says === "Waits for step 4")).toBe(true);
  expect(trace.some(({ repair }) => repair)).toBe(false);
});

test("the audited shop: paid at Stripe, webhooks refused, nothing here", () => {
  const trace = traceOrder(someFacts({ session: aPaidSession(2_340), refused: refusedThrice }), NOW);
  expect(trace.map(({ state }) => state)).toEqual(
    "proved proved proved proved missing contradicted waiting unknown waiting waiting".split(" "),
  );
  expect(trace.map(({ says }) => says).slice(6)).toEqual([
    "Waits for step 6",
    "Not asked: the panel is looked at when the order is paid",
    "Waits for step 8",
    "Waits for step 8",
  ]);
  const broken = trace[4]!;
  expect(broken.evidence).toEqual([
    { side: "Stripe", fact: "Session complete and paid", at: ago(3) },
    { side: "Journal", fact: "3 requests refused, SIGNATURE_MISMATCH, last", at: ago(829) },
  ]);
  expect(broken.repair).toMatchObject({ act: "ask_stripe", title: "Apply the payment that Stripe confirms" });
  expect(broken.repair!.plan).toEqual([
    "Read cs_test_…02kQx7 at Stripe",
    "If it is paid, check $19.99 against Paper 8 GB, monthly",
    "Order from pending to paid",
    "Look for external id ord_…VH5C00 on the panel, then create in us-central",
  ]);
  expect(trace.filter(({ repair }) => repair)).toHaveLength(1);
});

test("a failed provisioning names the retry with the values that it will use", () => {
  const { repair } = stepOf(paidFacts(failed, { steps: [aStep({ outcome: "failed", attempt: 2 })] }), 7);
  expect(repair).toEqual({
    act: "retry_provisioning",
    title: "Provision the server that was paid for",
    plan: [
      "Look for external id ord_…VH5C00 on the panel; take that server if there is one",
      "Find or make the panel user of mara.lindqvist@example.se",
      "Choose a node of us-central with 8 GB of memory and 40 GB of disk free",
      "Create lindqvist-survival as Paper 8 GB, attempt 3",
      "Record identifier and address",
    ],
    not: "Charges nothing, sends no e-mail, can be run twice.",
  });
});

test("a retry where the server is already there says that it makes no second one", () => {
  const facts = paidFacts(failed, { servers: [aServer()] });
  expect(stepOf(facts, 7).repair!.plan[1]).toBe("Take server 42 if it is this order's");
});

test("an amount in question is decided at step 4, and only there", () => {
  const trace = traceOrder(paidFacts(mismatched, { session: cheapSession }), NOW);
  expect(trace[3]!.repair).toMatchObject({ act: "approve_amount" });
  expect(trace.filter(({ repair }) => repair)).toHaveLength(1);
  expect(trace.slice(5).map(({ says }) => says)).toEqual(Array<string>(5).fill("Waits for step 4"));
});

test("a running server that was sold too cheap is contradicted at one step and has nothing to run", () => {
  const trace = traceOrder(runningFacts({}, { session: cheapSession }), NOW);
  expect(trace.filter(({ state }) => state !== "proved").map(({ step, state }) => [step, state])).toEqual([
    [4, "contradicted"],
  ]);
  expect(trace[3]!.repair).toBeNull();
});

test("uncertain offers no retry at any step", () => {
  const trace = traceOrder(provisioningFacts({ job: waitingJob, steps: [uncertainCreate] }), NOW);
  expect(trace.map(({ state }) => state).slice(6)).toEqual(["waiting", "unknown", "waiting", "waiting"]);
  expect(trace.some(({ repair }) => repair)).toBe(false);
});

test("a request that was not kept does not hide what broke later", () => {
  const trace = traceOrder(paidFacts(failed, { request: null }), NOW);
  expect(trace[0]).toMatchObject({ state: "unknown", repair: null });
  expect(trace[6]).toMatchObject({ state: "missing", repair: { act: "retry_provisioning" } });
});

test("a refused request that names an unpaid order asks for Stripe's own word", () => {
  const facts = someFacts({ session: aSession({ asked_at: ago(900) }), refused: refusedThrice });
  expect(stepOf(facts, 4).repair).toMatchObject({ act: "ask_stripe" });
  expect(stepOf(facts, 5).says).toBe("Waits for step 4");
});

test("a question that Stripe has just answered has no button to ask it again", () => {
  expect(stepOf(someFacts({ session: aSession({ asked_at: ago(59) }) }), 4).repair).toBeNull();
  expect(stepOf(someFacts({ session: aSession({ asked_at: ago(60) }) }), 4).repair).toMatchObject({
    act: "ask_stripe",
    title: "Ask Stripe how the Session stands",
  });
});

test.each([
  ["expired", anOrder({ status: "expired" }), "The link expired unpaid; nothing was charged"],
  ["canceled", anOrder({ status: "canceled" }), "Canceled unpaid; nothing was charged"],
])("an order that is %s closes its remaining steps as unknown", (_name, order, says) => {
  const trace = traceOrder(someFacts({ order, session: aSession({ status: "expired", asked_at: ago(7_200) }) }), NOW);
  expect(trace.map(({ state }) => state).slice(3)).toEqual(Array<string>(7).fill("unknown"));
  expect(trace[3]!.says).toBe(says);
  expect(trace[9]!.says).toBe("The order is closed");
  expect(trace.some(({ repair }) => repair)).toBe(false);
});

test("money that arrived for an expired order is trouble, not a closed order", () => {
  const facts = someFacts({ order: anOrder({ status: "expired" }), session: aPaidSession(2_340) });
  expect(stepOf(facts, 5).state).toBe("missing");
  expect(stepOf(facts, 6)).toMatchObject({ state: "contradicted", says: "Order says expired, Stripe says paid" });
});

test("a refund before the server was made leaves nothing to mend", () => {
  const facts = paidFacts({ status: "refunded", payment_state: "refunded" }, { job: deadJob });
  expect(statesOf(facts).slice(6)).toEqual(Array<string>(4).fill("unknown"));
  expect(stepOf(facts, 7)).toMatchObject({ says: "The payment was refunded", repair: null });
});

test("a refund after the server was made keeps what was proved", () => {
  const facts = runningFacts({ status: "refunded", payment_state: "refunded", service_state: "suspended" });
  expect(statesOf(facts)).toEqual(Array<string>(10).fill("proved"));
});

test("a subscription that ended before the server was made says so", () => {
  expect(stepOf(paidFacts({ status: "canceled" }), 7).says).toBe("The order was canceled after it was paid");
});

test("ids stand in sentences cut in the middle", () => {
  expect(stepOf(someFacts(), 3).says).not.toContain(SESSION_ID);
});
