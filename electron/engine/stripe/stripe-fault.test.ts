import { expect, test } from "vitest";
import { stripeFaultOf } from "./stripe-fault.ts";

const error = (statusCode: number | undefined, more: object = {}) => ({ message: "No.", statusCode, ...more });

test.each([
  [undefined, "STRIPE_UNREACHABLE", "Stripe did not answer: No."],
  [404, "STRIPE_NOT_FOUND", "Stripe does not know this: No."],
  [409, "STRIPE_UNREACHABLE", "Stripe answered 409: No."],
  [429, "STRIPE_UNREACHABLE", "Stripe answered 429: No."],
  [500, "STRIPE_UNREACHABLE", "Stripe answered 500: No."],
  [401, "STRIPE_REFUSED", "Stripe refused the key. Check WAYBILL_STRIPE_SECRET_KEY. It said: No."],
  [403, "STRIPE_REFUSED", "The Stripe key lacks a permission: No."],
  [400, "STRIPE_REFUSED", "Stripe refused: No."],
])("an answer of %s is %s, so that a caller knows whether to ask again", (status, code, says) => {
  expect(stripeFaultOf(error(status))).toMatchObject({ code, says });
});

test("no key is repeated, not even the part of it that Stripe shows", () => {
  const { says } = stripeFaultOf(error(401, { message: "Invalid API Key provided: sk_test_****4242, rk_live_abc" }));
  expect(says).toMatch(/provided: sk_…, rk_…$/);
});

test.each([
  [{ code: "resource_missing", type: "invalid_request_error" }, { stripeCode: "resource_missing" }],
  [{ type: "api_error" }, { stripeCode: "api_error" }],
  [{ requestId: "req_1" }, { stripeCode: null, requestId: "req_1" }],
  [{ headers: { "retry-after": "3" } }, { retryAfterMs: 3_000 }],
  [{ headers: { "retry-after": "soon" } }, { retryAfterMs: null }],
  [{ headers: { "retry-after": "-1" } }, { retryAfterMs: null }],
  [{ headers: {} }, { requestId: null, retryAfterMs: null }],
])("what Stripe says of it is handed on: %o", (more, handedOn) => {
  expect(stripeFaultOf(error(500, more))).toMatchObject(handedOn);
});

test.each(["socket hang up", null])("what is no error of Stripe's (%o) is no answer of Stripe's", (cause) => {
  expect(stripeFaultOf(cause)).toMatchObject({
    code: "STRIPE_UNREACHABLE",
    says: `Stripe did not answer: ${String(cause)}`,
  });
});
