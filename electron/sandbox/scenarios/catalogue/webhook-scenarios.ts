import type { Scenario } from "../scenario.ts";

const EVERY = /./;
const MINUTE = 60_000;
const SIDE = "webhooks";

/** What can happen to an event between Stripe and the shop. */
export const webhookScenarios: readonly Scenario[] = [
  {
    name: "webhook-never-sent",
    title: "Webhook never sent",
    does: "Stripe makes the event and sends it nowhere. It stands in Stripe's list, with nothing pending; the shop hears nothing.",
    side: SIDE,
    rules: [{ on: "delivery", types: EVERY, does: { kind: "lost" } }],
  },
  {
    name: "webhook-delayed",
    title: "Webhook delayed",
    does: "Every event reaches the shop two minutes late, long after the customer has seen the success page.",
    side: SIDE,
    rules: [{ on: "delivery", types: EVERY, does: { kind: "delayed", ms: 2 * MINUTE } }],
  },
  {
    name: "webhook-duplicated",
    title: "Webhook sent three times",
    does: "Stripe sends the same event three times, a second apart, though the first was answered with 200.",
    side: SIDE,
    rules: [{ on: "delivery", types: EVERY, does: { kind: "again", copies: 2, everyMs: 1000 } }],
  },
  {
    name: "webhook-reordered",
    title: "Webhooks out of order",
    does: "Of every eight events each goes out in another's turn: a subscription is updated before it is created.",
    side: SIDE,
    rules: [{ on: "delivery", types: EVERY, does: { kind: "reordered", among: 8, everyMs: 400 } }],
  },
  {
    name: "webhook-wrong-secret",
    title: "Webhook signed with another secret",
    does: "The endpoint's secret is not the one that the shop knows: every signature fails, every webhook is answered with 400.",
    side: SIDE,
    rules: [{ on: "attempt", types: EVERY, does: { kind: "other_secret" } }],
  },
  {
    name: "webhook-body-rewritten",
    title: "Webhook body written anew by a proxy",
    does: "Something on the way parses the JSON and writes it again: the same facts in other bytes, so no signature fits.",
    side: SIDE,
    rules: [{ on: "attempt", types: EVERY, does: { kind: "written_anew" } }],
  },
  {
    name: "webhook-doubled-path",
    title: "Webhook sent to a doubled path",
    does: "The router stands under its own path once more: Stripe posts to …/webhook/webhook, where nobody listens.",
    side: SIDE,
    rules: [{ on: "attempt", types: EVERY, does: { kind: "other_path", ending: "/webhook" } }],
  },
  {
    name: "event-never-made",
    title: "Event never made",
    does: "A customer pays, and Stripe makes no event of the completed checkout: it is in no list; only the session shows it.",
    side: SIDE,
    rules: [{ on: "event", types: /^checkout\.session\.(completed|async_payment_succeeded)$/ }],
  },
  {
    name: "endpoint-disabled",
    title: "Endpoint disabled",
    does: "Stripe has given the endpoint up, as it does after days of failures: it sends nothing more until somebody enables it.",
    side: SIDE,
    rules: [{ on: "start", change: { kind: "endpoints_disabled" } }],
  },
  {
    name: "endpoint-misses-type",
    title: "Endpoint misses an event type",
    does: "The endpoint is enabled and hears of subscriptions and invoices, but nobody ticked checkout.session.completed.",
    side: SIDE,
    rules: [
      {
        on: "start",
        change: {
          kind: "endpoints_hear_only",
          types: [
            "charge.dispute.created",
            "charge.refunded",
            "customer.subscription.deleted",
            "customer.subscription.updated",
            "invoice.paid",
            "invoice.payment_failed",
          ],
        },
      },
    ],
  },
  {
    name: "clock-skew",
    title: "Clocks ten minutes apart",
    does: "Stripe's clock and the shop's differ by ten minutes: signatures are too old to be believed, and answers carry another date.",
    side: SIDE,
    rules: [
      { on: "attempt", types: EVERY, does: { kind: "signed_at", offMs: -10 * MINUTE } },
      { on: "stripe_request", path: EVERY, does: { kind: "clock", offMs: -10 * MINUTE } },
    ],
  },
  {
    name: "tunnel-dead",
    title: "Tunnel silently dead",
    does: "stripe listen stays connected and prints nothing, but no event comes through it any more.",
    side: SIDE,
    rules: [{ on: "tunnel", does: "dead" }],
  },
  {
    name: "tunnel-new-secret",
    title: "CLI restarted with a new secret",
    does: "stripe listen comes back with another signing secret, while the shop still checks with the old one.",
    side: SIDE,
    rules: [{ on: "tunnel", does: "new_secret" }],
  },
];
