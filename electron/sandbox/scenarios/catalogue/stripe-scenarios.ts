import type { Scenario, StripeAnswer } from "../scenario.ts";

/** What a shop's own key asks for. Payment pages are the customer's: they work while the shop's key does not. */
const BY_THE_SHOP = /^\/v1\/(?!payment_pages|stripecli)/;
const SESSIONS = /^\/v1\/checkout\/sessions(\/|$)/;
const SIDE = "stripe";

const UNKNOWN_KEY: StripeAnswer = {
  status: 401,
  error: {
    type: "invalid_request_error",
    code: "api_key_expired",
    message:
      "Expired API Key provided: sk_test_********************. Roll the key in the dashboard and use the new one.",
  },
  headers: { "www-authenticate": 'Bearer realm="Stripe"' },
};
const NOT_PERMITTED: StripeAnswer = {
  status: 403,
  error: {
    type: "invalid_request_error",
    message:
      "The provided key 'rk_test_********************' does not have the required permissions for this endpoint on account 'acct_sandbox'. Having the 'rak_checkout_session_write' permission would allow this request to continue.",
  },
};
const TOO_MANY: StripeAnswer = {
  status: 429,
  error: {
    type: "invalid_request_error",
    code: "rate_limit",
    message:
      "Testmode request rate limit exceeded, the rate limits in testmode are lower than livemode. You can learn more about rate limits here https://stripe.com/docs/rate-limits.",
  },
  headers: { "stripe-rate-limited-reason": "global-rate" },
};
const BROKEN: StripeAnswer = {
  status: 500,
  error: {
    type: "api_error",
    message: "An unknown error occurred. If you continue to see this error, get in touch with support.",
  },
};

/** What Stripe's API can refuse, and what somebody can change in its dashboard. */
export const stripeScenarios: readonly Scenario[] = [
  {
    name: "stripe-401",
    title: "Stripe: the key is not accepted",
    does: "The shop's API key was rolled: whatever it asks, Stripe answers 401. Customers can still pay what was sold before.",
    side: SIDE,
    rules: [{ on: "stripe_request", path: BY_THE_SHOP, does: { kind: "answer", answer: UNKNOWN_KEY } }],
  },
  {
    name: "stripe-403",
    title: "Stripe: a permission is missing",
    does: "The restricted key may not write Checkout Sessions. Stripe answers 403 and names the permission; everything else works.",
    side: SIDE,
    rules: [
      { on: "stripe_request", methods: ["POST"], path: SESSIONS, does: { kind: "answer", answer: NOT_PERMITTED } },
    ],
  },
  {
    name: "stripe-429",
    title: "Stripe: too many requests",
    does: "Stripe answers 429 and names the limit that was reached.",
    side: SIDE,
    rules: [{ on: "stripe_request", path: BY_THE_SHOP, does: { kind: "answer", answer: TOO_MANY } }],
  },
  {
    name: "stripe-5xx",
    title: "Stripe: errors of its own",
    does: "Stripe answers 500 and has done nothing.",
    side: SIDE,
    rules: [{ on: "stripe_request", path: BY_THE_SHOP, does: { kind: "answer", answer: BROKEN } }],
  },
  {
    name: "stripe-answer-lost",
    title: "Stripe: the answer is lost",
    does: "Stripe makes the Checkout Session and answers 500 nevertheless: the shop can't know that there is one.",
    side: SIDE,
    rules: [
      {
        on: "stripe_request",
        methods: ["POST"],
        path: SESSIONS,
        does: { kind: "answer", answer: BROKEN, carriedOut: true },
      },
    ],
  },
  {
    name: "stripe-slow",
    title: "Stripe: slow",
    does: "Stripe takes eight seconds for every answer.",
    side: SIDE,
    rules: [{ on: "stripe_request", path: BY_THE_SHOP, does: { kind: "slow", ms: 8000 } }],
  },
  {
    name: "price-archived",
    title: "Price archived",
    does: "Somebody archived the prices in Stripe's dashboard: a checkout that names one is refused.",
    side: SIDE,
    rules: [{ on: "start", change: { kind: "prices_archived" } }],
  },
  {
    name: "price-changed",
    title: "Price's amount changed",
    does: "Stripe's prices are a quarter higher than the catalog says: customers pay another amount than they were shown.",
    side: SIDE,
    rules: [{ on: "start", change: { kind: "prices_times", factor: 1.25 } }],
  },
];
