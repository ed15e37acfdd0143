import { expect, test } from "vitest";
import type { Order } from "../orders/order-repository.ts";
import { ago, NOW, paidFacts, someFacts } from "./facts-for-tests.ts";
import { anOrder } from "./facts-for-tests.ts";
import type { TraceFacts } from "./trace-facts.ts";
import { traceOrder } from "./trace-order.ts";

const off = (order: Partial<Order>, patch: Partial<TraceFacts> = {}): TraceFacts =>
  someFacts({ order: anOrder({ source: "console", created_by: "Ines", ...order }), session: null, ...patch });
const told = (facts: TraceFacts) =>
  traceOrder(facts, NOW)
    .slice(2, 6)
    .map(({ state, says }) => `${state}: ${says}`);
const paid = { status: "paid", payment_state: "paid", paid_at: ago(30) } as const;

test("an order that was given away needs no Session, no payment and no event", () => {
  const facts = off({ ...paid, paid_by: "free", payment_reference: "Prize of the launch party" });
  expect(told(facts)).toEqual([
    "proved: Free of charge, so there is no Session",
    "proved: Nothing to pay",
    "proved: No payment at Stripe, so no event",
    "proved: Free of charge, by Ines",
  ]);
  expect(JSON.stringify(traceOrder(facts, NOW))).toContain("Prize of the launch party");
});

test("an order that was paid elsewhere says so", () => {
  const facts = off({ ...paid, paid_by: "elsewhere", payment_reference: "Bank transfer 4711" });
  expect(told(facts)[1]).toBe("proved: Paid elsewhere, as an operator says");
});

test("an invoice goes from being sent to being paid, with the event that told", () => {
  const invoice = { paid_by: "invoice" } as const;
  expect(told(off(invoice))[0]).toBe("waiting: The invoice is being sent");
  const sent = { ...invoice, stripe_invoice_id: "in_1SWqXkL9Bz4mYt0uVnRLm2" };
  expect(told(off(sent)).slice(0, 2)).toEqual([
    expect.stringMatching(/^proved: in_.*was sent by e-mail$/),
    "waiting: The invoice is not paid yet",
  ]);
  const payments = [{ at: ago(30), cause: "event:evt_1SWqXkL9Bz4mYt0uVnRLm2", change: "payment_confirmed" }];
  expect(told(off({ ...sent, ...paid }, { payments }))).toEqual([
    expect.stringMatching(/was sent by e-mail$/),
    "proved: Stripe says that the invoice is paid",
    expect.stringMatching(/^proved: evt_.*told of the payment$/),
    "proved: Because of its invoice",
  ]);
  expect(told(off({ ...sent, ...paid }))[2]).toMatch(/^unknown: No event of this payment arrived/);
});

test("an invoice that is paid is proved, though its id was not kept", () => {
  expect(told(off({ ...paid, paid_by: "invoice" })).slice(0, 2)).toEqual([
    "proved: Billed by invoice",
    "proved: Stripe says that the invoice is paid",
  ]);
});

test("an invoice that Stripe refused is what is missing", () => {
  const refused = {
    status: "error",
    error_code: "STRIPE_REFUSED",
    error_message: "Stripe refused: no such price.",
  } as const;
  expect(told(off({ ...refused, paid_by: "invoice" }))[0]).toBe("missing: Stripe refused: no such price.");
  const silent = off({ status: "error", paid_by: "invoice" });
  expect(told(silent)[0]).toBe("missing: Stripe made no invoice.");
  expect(JSON.stringify(traceOrder(silent, NOW)[2])).toContain("No code, order kept as error");
});

test("a checkout is judged by its Session", () => {
  expect(told(paidFacts())[0]).toMatch(/carries this order's id$/);
});
