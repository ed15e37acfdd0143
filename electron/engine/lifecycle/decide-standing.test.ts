import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decideChange, type OrderChange, type OrderStates } from "../orders/order-machines.ts";
import { mustStandStill, nextChange, type Standing, wantsServer } from "./decide-standing.ts";

const paid: OrderStates = { status: "paid", paymentState: "paid", serviceState: "none" };
const running: OrderStates = { status: "provisioned", paymentState: "paid", serviceState: "active" };
const well: Standing = {
  holds: new Set(),
  isPastDue: false,
  isCanceling: false,
  hasServer: true,
  isBilledByInvoice: false,
};

/** The states after all changes, and the changes. */
function settle(from: OrderStates, standing: Standing): { states: OrderStates; changes: OrderChange[] } {
  const changes: OrderChange[] = [];
  let states = from;
  for (let next = nextChange(states, standing); next !== null; next = nextChange(states, standing)) {
    const decided = decideChange(states, next);
    if (!decided.ok) throw new Error(decided.error.says);
    states = decided.value;
    changes.push(next);
    if (changes.length > 8) throw new Error(`in a circle: ${changes.join()}`);
  }
  return { states, changes };
}

test.each<[string, OrderStates, Partial<Standing>, OrderChange[], Partial<OrderStates>]>([
  ["nothing holds a service that runs", running, {}, [], running],
  ["a failed renewal warns and suspends nothing", running, { isPastDue: true }, ["renewal_failed"], {}],
  ["an end that is set shows", running, { isCanceling: true }, ["cancel_scheduled"], { serviceState: "canceling" }],
  [
    "an unpaid renewal is told before an end that is set",
    { ...running, serviceState: "canceling" },
    { isCanceling: true, isPastDue: true },
    ["renewal_failed"],
    { serviceState: "past_due" },
  ],
  [
    "a renewal paid at last leaves the end that is set",
    { ...running, serviceState: "past_due" },
    { isCanceling: true },
    ["renewal_paid", "cancel_scheduled"],
    { serviceState: "canceling" },
  ],
  [
    "a pause suspends",
    running,
    { holds: new Set(["paused"]) },
    ["service_suspended"],
    { status: "provisioned", serviceState: "suspended" },
  ],
  [
    "a dispute takes the money and the server",
    running,
    { holds: new Set(["disputed"]) },
    ["disputed"],
    { paymentState: "disputed", serviceState: "suspended" },
  ],
  [
    "a dispute that is won releases",
    { status: "provisioned", paymentState: "disputed", serviceState: "suspended" },
    {},
    ["dispute_won", "service_released"],
    running,
  ],
  [
    "a dispute that is won releases nothing that another reason holds",
    { status: "provisioned", paymentState: "disputed", serviceState: "suspended" },
    { holds: new Set(["ended"]) },
    ["dispute_won"],
    { paymentState: "paid", serviceState: "suspended" },
  ],
  [
    "a full refund ends the order, whatever else holds it",
    running,
    { holds: new Set(["refunded", "disputed", "operator"]) },
    ["refunded"],
    { status: "refunded", paymentState: "refunded", serviceState: "suspended" },
  ],
  [
    "a refund that failed gives everything back",
    { status: "refunded", paymentState: "refunded", serviceState: "suspended" },
    {},
    ["refund_failed", "service_released"],
    running,
  ],
  [
    "a refund that failed before the server was made lets it be made",
    { status: "refunded", paymentState: "refunded", serviceState: "none" },
    { hasServer: false },
    ["refund_failed_unmade"],
    paid,
  ],
  [
    "a subscription that ended before the server was made cancels the order",
    paid,
    { holds: new Set(["ended"]), hasServer: false },
    ["subscription_ended"],
    { status: "canceled", paymentState: "paid" },
  ],
  [
    "one that ended later leaves it provisioned and suspended",
    running,
    { holds: new Set(["ended"]) },
    ["service_suspended"],
    { status: "provisioned", serviceState: "suspended" },
  ],
  [
    "an unpaid order is left to its Session",
    { status: "pending", paymentState: "unpaid", serviceState: "none" },
    { holds: new Set(["ended", "disputed"]), isPastDue: true, hasServer: false },
    [],
    {},
  ],
  [
    "an unpaid invoice's order ends with its subscription",
    { status: "pending", paymentState: "unpaid", serviceState: "none" },
    { holds: new Set(["ended"]), hasServer: false, isBilledByInvoice: true },
    ["subscription_ended"],
    { status: "canceled", paymentState: "unpaid" },
  ],
  [
    "a deleted server is never released",
    { ...running, serviceState: "terminated" },
    { isPastDue: true },
    [],
    { serviceState: "terminated" },
  ],
])("%s", (_, from, standing, changes, states) => {
  const settled = settle(from, { ...well, ...standing });
  expect(settled.changes).toEqual(changes);
  expect(settled.states).toMatchObject(states);
});

const anyStanding: fc.Arbitrary<Standing> = fc.record({
  holds: fc
    .uniqueArray(
      fc.constantFrom(
        "refunded" as const,
        "partly_refunded" as const,
        "disputed" as const,
        "fraud_warning" as const,
        "unpaid" as const,
        "ended" as const,
        "paused" as const,
        "operator" as const,
      ),
    )
    .map((reasons) => new Set(reasons)),
  isPastDue: fc.boolean(),
  isCanceling: fc.boolean(),
  hasServer: fc.constant(true),
  isBilledByInvoice: fc.boolean(),
});

test("whatever was learned in between, the service ends where the last facts say", () => {
  fc.assert(
    fc.property(fc.array(anyStanding, { maxLength: 12 }), anyStanding, (between, last) => {
      const after = [...between, last].reduce((states, standing) => settle(states, standing).states, running);
      expect(after).toEqual(settle(running, last).states);
    }),
    { numRuns: 2_000 },
  );
});

test("a service that runs is held by nothing, one that stands still by something", () => {
  fc.assert(
    fc.property(anyStanding, (standing) => {
      expect(mustStandStill(settle(running, standing).states)).toBe(standing.holds.size > 0);
    }),
  );
});

test("only a paid order without a server wants one", () => {
  expect([wantsServer(paid), wantsServer({ ...paid, status: "provisioning" })]).toEqual([true, true]);
  expect([wantsServer(running), wantsServer({ ...paid, paymentState: "disputed" })]).toEqual([false, false]);
});
