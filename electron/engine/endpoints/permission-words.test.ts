import { expect, test } from "vitest";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { withPermission } from "./permission-words.ts";

const fault = (says: string): StripeFault => ({
  code: "STRIPE_REFUSED",
  says,
  stripeCode: null,
  requestId: "req_1",
  retryAfterMs: null,
});

test.each([
  ["read", "may not read webhook endpoints: it lacks rak_webhook_read"],
  ["write", "may not change webhook endpoints: it lacks rak_webhook_write"],
] as const)("a key that lacks the permission to %s is told which, and where to give it", (access, lacks) => {
  const refused = fault(`The Stripe key lacks a permission: needs 'rak_webhook_${access}'.`);
  expect(withPermission(refused, access)).toEqual({
    ok: false,
    error: {
      ...refused,
      says: `The Stripe key ${lacks}. At Stripe, give the key the permission Webhook Endpoints, ${access}, or set another key.`,
    },
  });
});

test("a fault of another kind stays as it is", () => {
  const other = fault("Stripe answered 500: No.");
  expect(withPermission(other, "read")).toEqual({ ok: false, error: other });
});
