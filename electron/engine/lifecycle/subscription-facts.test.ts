import type Stripe from "stripe";
import { expect, test } from "vitest";
import { DAY_MS } from "./decide-termination.ts";
import { graceEnd, heldUnpaidSince, owes, subscriptionFacts } from "./subscription-facts.ts";

const START = 1_767_225_600; // 2026-01-01, epoch seconds
const MONTH = 31 * 86_400;

const subscription = (patch: Record<string, unknown> = {}): Stripe.Subscription =>
  ({
    id: "sub_1",
    status: "active",
    customer: "cus_1",
    created: START,
    metadata: { order_id: "ord_1" },
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    ended_at: null,
    pause_collection: null,
    items: {
      data: [
        { price: { id: "price_plan" }, quantity: 1, current_period_start: START, current_period_end: START + MONTH },
        { price: { id: "price_addon" }, quantity: 2, current_period_start: START, current_period_end: START + MONTH },
      ],
    },
    ...patch,
  }) as unknown as Stripe.Subscription;

test("one that is well has a period's end, its items, and nothing that holds", () => {
  expect(subscriptionFacts(subscription(), [])).toEqual({
    id: "sub_1",
    orderId: "ord_1",
    customerId: "cus_1",
    status: "active",
    periodEnd: (START + MONTH) * 1_000,
    cancelAt: null,
    endedAt: null,
    isPaused: false,
    isCollectionPaused: false,
    pastDueSince: null,
    isGivenUp: false,
    items: [
      { price: "price_plan", quantity: 1 },
      { price: "price_addon", quantity: 2 },
    ],
  });
});

test("one that Stripe tells little of has no order, no period and one of each item", () => {
  const bare = { metadata: null, items: undefined };
  expect(subscriptionFacts(subscription(bare), [])).toMatchObject({ orderId: null, periodEnd: null, items: [] });
  const uncounted = { items: { data: [{ price: { id: "price_plan" } }] } };
  expect(subscriptionFacts(subscription(uncounted), [])).toMatchObject({
    periodEnd: null,
    items: [{ price: "price_plan", quantity: 1 }],
  });
});

test("a trial is as good as paid", () => {
  expect(subscriptionFacts(subscription({ status: "trialing" }), [])).toMatchObject({
    pastDueSince: null,
    endedAt: null,
  });
});

test.each([
  [{ cancel_at_period_end: true, cancel_at: null }, (START + MONTH) * 1_000],
  [{ cancel_at_period_end: false, cancel_at: START + 5 }, (START + 5) * 1_000],
  [{ cancel_at_period_end: true, cancel_at: START + 5 }, (START + 5) * 1_000],
])("an end that is set by %o is told in ms", (patch, cancelAt) => {
  expect(subscriptionFacts(subscription(patch), [])).toMatchObject({ cancelAt, endedAt: null });
});

test.each([
  [{ status: "canceled", ended_at: START + 9, cancel_at: START + 9 }, START + 9],
  [{ status: "canceled", ended_at: null, canceled_at: START + 4 }, START + 4],
  [{ status: "incomplete_expired" }, START],
])("one that is over (%o) has ended and is no more going to", (patch, ended) => {
  expect(subscriptionFacts(subscription(patch), [])).toMatchObject({ endedAt: ended * 1_000, cancelAt: null });
});

test("money is owed since the oldest open invoice fell due, whichever comes first in the list", () => {
  const invoices = [
    { created: START + 50, due_date: null },
    { created: START + 10, due_date: START + 40 },
    { created: START + 45, due_date: null },
  ];
  const facts = subscriptionFacts(subscription({ status: "past_due" }), invoices);
  expect(facts).toMatchObject({ pastDueSince: (START + 40) * 1_000, isGivenUp: false });
});

test("without an invoice the period's start tells, and without a period the subscription's own", () => {
  const unpaid = { status: "unpaid" };
  expect(subscriptionFacts(subscription(unpaid), []).pastDueSince).toBe(START * 1_000);
  const bare = { ...unpaid, items: { data: [] }, created: START + 3 };
  expect(subscriptionFacts(subscription(bare), []).pastDueSince).toBe((START + 3) * 1_000);
});

test.each([
  [{ status: "paused" }, true, false],
  [{ pause_collection: { behavior: "void", resumes_at: null } }, false, true],
  [{ status: "canceled", pause_collection: { behavior: "void" } }, false, false],
])("%o pauses", (patch, isPaused, isCollectionPaused) => {
  expect(subscriptionFacts(subscription(patch), [])).toMatchObject({ isPaused, isCollectionPaused });
});

test("only two statuses owe", () => {
  const all = ["trialing", "active", "incomplete", "incomplete_expired", "past_due", "unpaid", "paused", "canceled"];
  expect(all.filter((status) => owes({ status }))).toEqual(["past_due", "unpaid"]);
});

test("the grace ends a whole number of days after the money fell due", () => {
  expect(graceEnd(1_000, { graceDays: 7 })).toBe(1_000 + 7 * DAY_MS);
});

test.each([
  ["owes nothing", { pastDueSince: null, isGivenUp: false }, 10 * DAY_MS, null],
  ["is within its grace", { pastDueSince: 0, isGivenUp: false }, 7 * DAY_MS - 1, null],
  ["is at the end of its grace", { pastDueSince: 0, isGivenUp: false }, 7 * DAY_MS, 7 * DAY_MS],
  ["is long past it", { pastDueSince: 0, isGivenUp: false }, 90 * DAY_MS, 7 * DAY_MS],
  ["was given up by Stripe within it", { pastDueSince: 5, isGivenUp: true }, 6, 5],
  ["was given up after it", { pastDueSince: 0, isGivenUp: true }, 8 * DAY_MS, 7 * DAY_MS],
])("a service that %s", (_, facts, now, since) => {
  expect(heldUnpaidSince(facts, { graceDays: 7 }, now)).toBe(since);
});

test("without any grace a failed renewal holds at once", () => {
  expect(heldUnpaidSince({ pastDueSince: 3, isGivenUp: false }, { graceDays: 0 }, 3)).toBe(3);
});
