import { expect, test } from "vitest";
import type { TraceFacts } from "../trace/trace-facts.ts";
import {
  ago,
  anOrder,
  cheapSession,
  failed,
  mismatched,
  ORDER_ID,
  paidFacts,
  pendingFacts,
  provisioningFacts,
  runningFacts,
  SESSION_ID,
  someFacts,
} from "../trace/facts-for-tests.ts";
import { customerAnswer } from "./customer-answer.ts";

const unpaid = (order: Parameters<typeof anOrder>[0]) => someFacts({ order: anOrder(order) });

const cases: readonly (readonly [name: string, facts: TraceFacts, says: string])[] = [
  [
    "waiting for the customer",
    someFacts(),
    "Your order of Paper 8 GB for $19.99 waits for its payment until 25 November. Nothing was charged yet.",
  ],
  [
    "waiting without a payment link",
    someFacts({ session: null }),
    "Your order of Paper 8 GB for $19.99 waits for its payment. Nothing was charged yet.",
  ],
  [
    "waiting for the bank",
    unpaid({ payment_state: "processing" }),
    "Your order of Paper 8 GB is complete, and your bank is still working on the payment of $19.99. This can take a few days. We create the server as soon as it arrives.",
  ],
  [
    "expired",
    unpaid({ status: "expired" }),
    "The payment link of your order of Paper 8 GB expired before a payment arrived. Nothing was charged. You can order again at any time.",
  ],
  [
    "declined",
    unpaid({ status: "canceled" }),
    "The payment of your order of Paper 8 GB did not go through. Nothing was charged. You can order again at any time.",
  ],
  [
    "never opened",
    unpaid({ status: "error", error_message: "No such price: price_x" }),
    "Your order of Paper 8 GB could not be opened because of a fault on our side. Nothing was charged. We are looking at it.",
  ],
  [
    "paid at Stripe, unknown here",
    pendingFacts(),
    "Your payment of $19.99 on 24 November arrived. Your server was not created because of a fault on our side. We are looking at it. You were charged once.",
  ],
  [
    "paid, and made anew from a backup without its Session",
    paidFacts({ paid_at: null, created_at: Date.UTC(2026, 10, 23) }, { session: null }),
    "Your payment of $19.99 on 23 November arrived. We are creating your server now; you will find its address on your dashboard in a moment.",
  ],
  [
    "paid a moment ago",
    paidFacts(),
    "Your payment of $19.99 on 24 November arrived. We are creating your server now; you will find its address on your dashboard in a moment.",
  ],
  [
    "held up",
    provisioningFacts({}, { failing_since: ago(90), error_message: "The panel is down." }),
    "Your payment of $19.99 on 24 November arrived. Your server was not created because of a fault on our side. We are creating it now; you will find its address on your dashboard. You were charged once.",
  ],
  [
    "failed",
    paidFacts(failed),
    "Your payment of $19.99 on 24 November arrived. Your server was not created because of a fault on our side. We are looking at it; you will find its address on your dashboard as soon as it runs. You were charged once.",
  ],
  [
    "not the plan's price",
    paidFacts(mismatched, { session: cheapSession }),
    "Your payment of $9.99 on 24 November arrived. It is not the price of Paper 8 GB, so we are checking it before the server is created. You were charged once.",
  ],
  ["running", runningFacts(), "Your server “lindqvist-survival” is running. Its address is 198.51.100.20:25633."],
  ["running, address unknown", runningFacts({ address: null }), "Your server “lindqvist-survival” is running."],
  [
    "past due",
    runningFacts({ service_state: "past_due" }),
    "Your server “lindqvist-survival” is running. Its address is 198.51.100.20:25633. Your last renewal could not be charged; update your payment method to keep it.",
  ],
  [
    "ending",
    runningFacts({ service_state: "canceling", current_period_end: Date.UTC(2026, 11, 24) }),
    "Your server “lindqvist-survival” is running until 24 December; after that the subscription ends. Its address is 198.51.100.20:25633.",
  ],
  [
    "suspended",
    runningFacts({ service_state: "suspended" }),
    "Your server “lindqvist-survival” is stopped, because its subscription is not paid. It starts again when the payment arrives.",
  ],
  [
    "removed",
    runningFacts({ service_state: "terminated" }),
    "Your server “lindqvist-survival” was removed, because its subscription ended.",
  ],
  [
    "ended before it began",
    paidFacts({ status: "canceled" }),
    "Your payment of $19.99 on 24 November arrived. The subscription has ended, so no server is created any more.",
  ],
  [
    "refunded",
    runningFacts({ status: "refunded", payment_state: "refunded", service_state: "suspended" }),
    "Your payment of $19.99 was refunded. Your bank shows it within a few days. The server is stopped.",
  ],
  [
    "disputed",
    runningFacts({ payment_state: "disputed", service_state: "suspended" }),
    "Your payment of $19.99 on 24 November arrived. Your bank has opened a dispute about it, so the server is stopped until that is settled.",
  ],
];

test.each(cases)("the customer of an order that is %s is told so", (_name, facts, says) => {
  expect(customerAnswer(facts)).toBe(says);
});

test("no answer carries an id or our trouble's own words", () => {
  for (const [, facts] of cases) {
    const says = customerAnswer(facts);
    for (const secret of [ORDER_ID, SESSION_ID, "price_x", "SERVER_JARFILE", "The panel"])
      expect(says).not.toContain(secret);
  }
});

test.each([
  ["canceled", null, "is stopped, because its subscription ended."],
  ["paused", null, "is stopped, because its subscription is paused. It starts again when the subscription does."],
  ["past_due", 1, "is stopped, because its subscription is not paid. It starts again when the payment arrives."],
  ["active", null, "is stopped. We are looking at it and tell you when it starts again."],
] as const)(
  "a service that is suspended while its subscription is %s says why, as far as the customer can know",
  (status, since, says) => {
    const order = { service_state: "suspended", subscription_status: status, past_due_since: since } as const;
    expect(customerAnswer(runningFacts(order))).toContain(says);
  },
);
