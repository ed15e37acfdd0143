import { expect, test } from "vitest";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { applied, faulted, notOurs, orderUnknown } from "./applied.ts";

test("an object of no order is held while it names one that may still appear", () => {
  expect(orderUnknown("ord_1", "No order.", ["ord_1", "sub_1"])).toEqual({
    kind: "held",
    code: "ORDER_UNKNOWN",
    says: "It names ord_1, which is not here.",
    named: "ord_1",
    names: ["ord_1", "sub_1"],
  });
});

test.each([null, undefined, ""])(
  "one that names none (%o) is kept and left alone, findable by its other ids",
  (named) => {
    expect(orderUnknown(named, "No order.", ["sub_1"])).toEqual({
      kind: "not_ours",
      code: "ORDER_UNKNOWN",
      says: "No order.",
      names: ["sub_1"],
    });
  },
);

test("what is nothing to us says nothing; what was applied names its order, what could not be read its fault", () => {
  expect(notOurs()).toEqual({ kind: "not_ours", code: null, says: null, names: [] });
  expect(applied("ord_1")).toEqual({ kind: "applied", orderId: "ord_1" });
  const fault: StripeFault = {
    code: "STRIPE_UNREACHABLE",
    says: "Stripe can't be reached.",
    stripeCode: null,
    requestId: null,
    retryAfterMs: null,
  };
  expect(faulted(fault)).toEqual({ kind: "fault", fault });
});
