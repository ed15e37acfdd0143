import { expect, test } from "vitest";
import { isStillBilled } from "./tell-still-billed.ts";

const refunded = { payment_state: "refunded", subscription_status: "active", cancel_at: null } as const;

test.each([
  ["a refunded order whose subscription goes on", {}, true],
  ["one whose subscription is past due", { subscription_status: "past_due" }, true],
  ["one whose subscription ended", { subscription_status: "canceled" }, false],
  ["one whose end is set", { cancel_at: 1 }, false],
  ["one without a subscription", { subscription_status: null }, false],
  ["one that was not refunded", { payment_state: "paid" }, false],
] as const)("%s", (_, patch, is) => {
  expect(isStillBilled({ ...refunded, ...patch })).toBe(is);
});
