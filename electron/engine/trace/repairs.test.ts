import { expect, test } from "vitest";
import {
  anOrder,
  aServer,
  aStep,
  cheapSession,
  failed,
  mismatched,
  paidFacts,
  pendingFacts,
  runningFacts,
  someFacts,
} from "./facts-for-tests.ts";
import { approveAmount, askStripe, retryProvisioning } from "./repairs.ts";

const LOOK = "Look for external id ord_…VH5C00 on the panel";
const RECORD = "Record identifier and address";

test.each([
  ["recorded", runningFacts(), "42"],
  ["seen on the panel", paidFacts(failed, { servers: [aServer({ id: 43 })] }), "43"],
])("a server that is there already, %s, is named, so that nobody fears a second one", (_name, facts, id) => {
  expect(retryProvisioning(facts).plan).toEqual([
    LOOK,
    `Take server ${id} if it is this order's`,
    "Wait for its install",
    RECORD,
  ]);
});

const plan = (facts = paidFacts(failed)) => retryProvisioning(facts).plan;

test("without one the plan says what is made, for whom, where, and at which attempt", () => {
  expect(plan()).toEqual([
    `${LOOK}; take that server if there is one`,
    "Find or make the panel user of mara.lindqvist@example.se",
    "Choose a node of us-central with 8 GB of memory and 40 GB of disk free",
    "Create lindqvist-survival as Paper 8 GB",
    RECORD,
  ]);
  expect(plan(paidFacts(failed, { steps: [aStep({ attempt: 2 })] }))[3]).toMatch(/, attempt 3$/);
  expect(plan(paidFacts({ ...failed, customer_email: null }))[1]).toBe("Find or make the panel user of user-7");
});

test.each([
  ["which Stripe confirms", pendingFacts(), "Apply the payment that Stripe confirms", "Read cs_test_…02kQx7 at Stripe"],
  ["which Stripe does not confirm", someFacts(), "Ask Stripe how the Session stands", "Read cs_test_…02kQx7 at Stripe"],
  [
    "without a Session here",
    someFacts({ session: null }),
    "Ask Stripe how the Session stands",
    "Read the Session at Stripe",
  ],
])("asking Stripe about a payment %s says what is read and what follows", (_name, facts, title, reads) => {
  expect(askStripe(facts)).toMatchObject({
    act: "ask_stripe",
    title,
    plan: [
      reads,
      "If it is paid, check $19.99 against Paper 8 GB, monthly",
      "Order from pending to paid",
      expect.any(String),
    ],
  });
});

test("accepting an amount says which, for what, and that it charges nothing", () => {
  const facts = someFacts({ order: anOrder(mismatched), session: cheapSession });
  expect(approveAmount(facts, "$9.99")).toMatchObject({
    plan: expect.arrayContaining(["Accept $9.99 for Paper 8 GB, monthly", "Order from error to paid"]),
    not: expect.stringMatching(/^Charges nothing more/),
  });
});
