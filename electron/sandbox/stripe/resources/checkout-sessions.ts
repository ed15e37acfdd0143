import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { expireSession } from "../purchase/expire-session.ts";
import { readSettlement, settleSession } from "../purchase/settle-session.ts";
import type { Session } from "../shapes/object-types.ts";
import { LIST_FIELDS, listOf, pageOf, pageRequest } from "../wire/lists.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import { createSession } from "./create-session.ts";
import { list, named, retrieve } from "./read-routes.ts";

const PATH = "/v1/checkout/sessions";

export const sessionRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: ({ work, fields }) => reply(createSession(work, fields)) },
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "POST", path: `${PATH}/:id/expire`, run: expire },
  { method: "GET", path: `${PATH}/:id/line_items`, run: lineItems },
  { method: "POST", path: "/sandbox/sessions/:id/settle", run: settle },
  retrieve("checkout.session", PATH),
  list(
    "checkout.session",
    PATH,
    ["customer", "customer_details", "payment_intent", "status", "subscription"],
    (fields) => ({
      where: {
        customer: fields.text("customer"),
        payer_email: fields.group("customer_details")?.allow("email").text("email"),
        payment_intent: fields.text("payment_intent"),
        status: fields.oneOf("status", ["complete", "expired", "open"]),
        subscription: fields.text("subscription"),
      },
    }),
  ),
];

function update(call: Call): Reply {
  const session = named(call, "checkout.session");
  call.fields.allow("expand", "metadata");
  const after: Session = { ...session, metadata: call.fields.metadata(session.metadata) };
  call.work.objects.save(after);
  return reply(after);
}

function expire(call: Call): Reply {
  call.fields.allow("expand");
  const session = named(call, "checkout.session");
  if (session.status === "open") return reply(expireSession(call.work, session));
  const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`;
  throw new StripeRefusal(400, { message });
}

function lineItems(call: Call): Reply {
  const { work, fields } = call;
  const session = named(call, "checkout.session");
  fields.allow(...LIST_FIELDS);
  const lines = work.objects.hidden("checkout.session", session.id).lineItems;
  const page = pageRequest(fields, "line item", (id) => lines.some((line) => line.id === id));
  return reply(listOf(`${PATH}/${session.id}/line_items`, pageOf(lines, page)));
}

/** Not Stripe's: what a bank does days later, at once. `outcome` is succeeded or failed. */
function settle(call: Call): Reply {
  call.fields.allow("outcome");
  const session = named(call, "checkout.session");
  return reply(settleSession(call.work, session, readSettlement(call.fields.text("outcome"))).session);
}
