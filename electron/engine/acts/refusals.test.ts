import { expect, test } from "vitest";
import type { ActName } from "../../../shared/contract/acts.ts";
import type { Hold } from "../lifecycle/holds.ts";
import type { Order } from "../orders/order-repository.ts";
import type { HoldReason } from "../store/tables/life.ts";
import { anOrder, NOW } from "../trace/facts-for-tests.ts";
import { type Around, offerActs } from "./offers.ts";

const paid = { status: "paid", payment_state: "paid" } as const;
const running = { status: "provisioned", payment_state: "paid", service_state: "active", ptero_server_id: 42 } as const;
const hold = (reason: HoldReason): Hold => ({
  order_id: "ord_1",
  reason,
  source: "x",
  since: NOW,
  says: `It is ${reason}.`,
});

function allowed(order: Partial<Order>, around: Partial<Around> = {}): ActName[] {
  const offers = offerActs(anOrder(order), { holds: [], isServerGone: false, ...around }, "live");
  return offers.filter((offer) => offer.allowed).map(({ act }) => act);
}

test.each<[string, Partial<Order>, Partial<Around>, ActName[]]>([
  ["an unpaid order", {}, {}, ["cancel"]],
  ["one whose bank is at it", { payment_state: "processing" }, {}, []],
  ["an expired one", { status: "expired" }, {}, []],
  ["one that Stripe refused", { status: "error", error_code: "STRIPE_REFUSED" }, {}, []],
  ["a paid one without a server", paid, {}, ["provision", "cancel", "refund", "suspend", "changePlan", "linkServer"]],
  [
    "one whose provisioning failed",
    { ...paid, status: "error" },
    {},
    ["provision", "cancel", "refund", "suspend", "changePlan", "linkServer"],
  ],
  [
    "one whose amount is in question",
    { ...paid, status: "error", error_code: "AMOUNT_MISMATCH" },
    {},
    ["cancel", "refund", "suspend", "changePlan", "linkServer"],
  ],
  ["one that runs", running, {}, ["cancel", "refund", "suspend", "reinstall", "changePlan", "terminate"]],
  [
    "one that an operator suspended",
    { ...running, service_state: "suspended" },
    { holds: [hold("operator")] },
    ["cancel", "refund", "suspend", "unsuspend", "changePlan", "terminate"],
  ],
  [
    "one whose subscription ended",
    { ...running, service_state: "suspended" },
    { holds: [hold("ended")] },
    ["cancel", "refund", "suspend", "changePlan", "terminate"],
  ],
  [
    "a disputed one",
    { ...running, payment_state: "disputed", service_state: "suspended" },
    { holds: [hold("disputed")] },
    ["cancel", "suspend", "terminate"],
  ],
  [
    "a refunded one",
    { ...running, status: "refunded", payment_state: "refunded", service_state: "suspended" },
    { holds: [hold("refunded")] },
    ["cancel", "suspend", "terminate"],
  ],
  ["one whose server was deleted", { ...running, service_state: "terminated" }, {}, ["cancel", "refund"]],
  [
    "one whose server is gone from the panel",
    running,
    { isServerGone: true },
    ["cancel", "refund", "suspend", "reinstall", "changePlan", "terminate", "linkServer"],
  ],
  [
    "one that was given away",
    { ...running, paid_by: "free" },
    {},
    ["cancel", "suspend", "reinstall", "changePlan", "terminate"],
  ],
  ["a canceled one", { ...paid, status: "canceled" }, {}, ["cancel", "refund", "suspend"]],
])("%s takes what fits, and nothing else", (_, order, around, acts) => {
  expect(allowed(order, around)).toEqual(acts);
});

test("what an order does not take is said in a sentence, and so is what an act does", () => {
  for (const order of [{}, paid, running, { ...running, service_state: "terminated" as const }])
    for (const { says } of offerActs(anOrder(order), { holds: [], isServerGone: false }, "live"))
      expect(says).toMatch(/^[A-Z].*\.$/);
});

test("only live tells what must be typed, and only for what removes data", () => {
  const around = { holds: [], isServerGone: false };
  const typed = (env: "live" | "test") =>
    offerActs(anOrder(running), around, env).flatMap(({ act, confirm }) => (confirm === null ? [] : [[act, confirm]]));
  expect(typed("test")).toEqual([]);
  expect(typed("live")).toEqual([
    ["reinstall", "lindqvist-survival"],
    ["terminate", "lindqvist-survival"],
  ]);
});
