import { expect, test } from "vitest";
import { decideSession, type OrderFacts, type SessionFacts } from "./decide-session.ts";

const order: OrderFacts = {
  status: "pending",
  paymentState: "unpaid",
  amount: 1_200,
  currency: "usd",
  trialDays: 0,
  paidSessionId: null,
};
const paid: SessionFacts = {
  id: "cs_1",
  status: "complete",
  payment_status: "paid",
  amount_subtotal: 1_200,
  currency: "usd",
};

test.each([
  ["a paid Session pays the order", order, paid, false, "payment_confirmed"],
  [
    "a purchase that costs nothing after a discount counts as paid",
    order,
    { ...paid, payment_status: "no_payment_required" },
    false,
    "payment_confirmed",
  ],
  [
    "a complete Session whose bank takes days is processing",
    order,
    { ...paid, payment_status: "unpaid" },
    false,
    "payment_processing",
  ],
  [
    "a bank's refusal ends the order",
    { ...order, paymentState: "processing" },
    { ...paid, payment_status: "unpaid" },
    true,
    "payment_failed",
  ],
  [
    "a slow bank that says yes in the end pays the order",
    { ...order, paymentState: "processing" },
    paid,
    false,
    "payment_confirmed",
  ],
  [
    "an expired Session expires the order",
    order,
    { ...paid, status: "expired", payment_status: "unpaid" },
    false,
    "session_expired",
  ],
  ["a payment for an expired order is a payment", { ...order, status: "expired" }, paid, false, "payment_confirmed"],
] as const)("%s", (_, from, session, failed, change) => {
  expect(decideSession(from, session, failed)).toMatchObject({ kind: "change", change });
});

test.each([
  ["an open Session changes nothing", order, { ...paid, status: "open", payment_status: "unpaid" }],
  ["the same payment told again changes nothing", { ...order, status: "provisioned", paymentState: "paid" }, paid],
  [
    "processing told again changes nothing",
    { ...order, paymentState: "processing" },
    { ...paid, payment_status: "unpaid" },
  ],
  [
    "an expired Session leaves a paid order alone",
    { ...order, status: "paid", paymentState: "paid" },
    { ...paid, status: "expired" },
  ],
  [
    "a late word that a bank is slow does not revive a canceled order",
    { ...order, status: "canceled" },
    { ...paid, payment_status: "unpaid" },
  ],
] as const)("%s", (_, from, session) => {
  expect(decideSession(from, session, false)).toEqual({ kind: "nothing" });
});

test("a trial asks for nothing, and that is its price", () => {
  const trial: SessionFacts = { ...paid, payment_status: "no_payment_required", amount_subtotal: 0 };
  expect(decideSession({ ...order, trialDays: 7 }, trial, false)).toMatchObject({ change: "payment_confirmed" });
  expect(decideSession(order, trial, false)).toMatchObject({ change: "amount_mismatched" });
  const charged: SessionFacts = { ...paid, amount_subtotal: 0 };
  expect(decideSession({ ...order, trialDays: 7 }, charged, false)).toMatchObject({ change: "amount_mismatched" });
});

test.each([
  ["yen have no minor unit", "jpy", 1_500, /¥1,000.*¥1,500/],
  ["fils are thousandths", "kwd", 1_500, /KWD.1\.000.*KWD.1\.500/],
])("a mismatch in another currency is told in its own units: %s", (_, currency, amount, says) => {
  const decision = decideSession({ ...order, currency, amount }, { ...paid, currency, amount_subtotal: 1_000 }, false);
  expect(decision).toMatchObject({ code: "AMOUNT_MISMATCH", says: expect.stringMatching(says) });
  const right = decideSession({ ...order, currency, amount }, { ...paid, currency, amount_subtotal: amount }, false);
  expect(right).toMatchObject({ change: "payment_confirmed" });
});

test("an amount that is not the plan's is told with both amounts", () => {
  const decision = decideSession(order, { ...paid, amount_subtotal: 1_000 }, false);
  expect(decision).toMatchObject({ change: "amount_mismatched", code: "AMOUNT_MISMATCH" });
  expect(decision).toMatchObject({ says: expect.stringMatching(/\$10\.00.*\$12\.00/) });
});

test.each([{ amount_subtotal: null }, { currency: null }])(
  "an amount that Stripe does not tell (%o) is no proof",
  (untold) => {
    expect(decideSession(order, { ...paid, ...untold }, false)).toMatchObject({
      change: "amount_mismatched",
      says: expect.stringMatching(/^Stripe does not say how much was paid, the plan costs \$12\.00/),
    });
  },
);

test("the same number in another currency is a mismatch", () => {
  expect(decideSession(order, { ...paid, currency: "jpy" }, false)).toMatchObject({ change: "amount_mismatched" });
});

test("a second Session that took money for a paid order is told, and moves nothing", () => {
  const twice = decideSession({ ...order, status: "paid", paymentState: "paid", paidSessionId: "cs_0" }, paid, false);
  expect(twice).toMatchObject({ kind: "paid_twice", says: expect.stringContaining("cs_0") });
});
