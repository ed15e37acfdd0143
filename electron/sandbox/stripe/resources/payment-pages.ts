import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { confirmSession } from "../purchase/confirm-session.ts";
import type { Session } from "../shapes/object-types.ts";
import { listOf } from "../wire/lists.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { findMethod } from "./payment-methods.ts";
import { named } from "./read-routes.ts";

const PATH = "/v1/payment_pages";

/** The undocumented API behind Stripe's payment page, by which its CLI (and a test without a browser) pays a session. */
export const paymentPageRoutes: readonly Route[] = [
  { method: "GET", path: `${PATH}/:id`, run: (call) => reply(pageOf(call.work, named(call, "checkout.session"))) },
  { method: "POST", path: `${PATH}/:id/confirm`, run: confirm },
];

/** The session as its payment page sees it, with what is sold. */
function pageOf(work: Work, session: Session): object {
  const lines = work.objects.hidden("checkout.session", session.id).lineItems;
  const line_items = listOf(`/v1/checkout/sessions/${session.id}/line_items`, { data: lines, hasMore: false });
  return { ...session, session_id: session.id, line_items };
}

function confirm(call: Call): Reply {
  const { work, fields } = call;
  const session = named(call, "checkout.session");
  const method = findMethod(work, fields.required("payment_method"), "payment_method");
  const expected = fields.integer("expected_amount");
  if (expected !== undefined && expected !== session.amount_total) refuseAmount();
  const email = fields.text("email") ?? null;
  const confirmed = confirmSession(work, session, { method, email, name: method.billing_details.name });
  if (confirmed.kind === "declined") return { status: 402, body: { error: confirmed.error } };
  if (confirmed.kind === "asks") return reply({ ...pageOf(work, confirmed.session), payment_intent: confirmed.intent });
  return reply(pageOf(work, confirmed.session));
}

function refuseAmount(): never {
  const message = "The expected amount does not match the amount of this Checkout Session.";
  throw new StripeRefusal(400, { code: "checkout_amount_mismatch", message, param: "expected_amount" });
}
