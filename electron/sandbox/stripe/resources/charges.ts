import { changesOf } from "../changes-of.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { openDispute } from "../payments/disputes.ts";
import { warnOfFraud } from "../payments/fraud-warnings.ts";
import type { Charge } from "../shapes/object-types.ts";
import { emit } from "../work.ts";
import { list, named, retrieve } from "./read-routes.ts";

const PATH = "/v1/charges";

export const chargeRoutes: readonly Route[] = [
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "POST", path: "/sandbox/charges/:id/dispute", run: dispute },
  { method: "POST", path: "/sandbox/charges/:id/warn_of_fraud", run: warn },
  retrieve("charge", PATH),
  list("charge", PATH, ["customer", "payment_intent"], (fields) => ({
    where: { customer: fields.text("customer"), payment_intent: fields.text("payment_intent") },
  })),
];

function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("description", "expand", "fraud_details", "metadata", "receipt_email");
  const before = named(call, "charge");
  const after: Charge = {
    ...before,
    metadata: fields.metadata(before.metadata),
    ...(fields.has("description") ? { description: fields.emptyable("description") ?? null } : {}),
    ...(fields.has("receipt_email") ? { receipt_email: fields.emptyable("receipt_email") ?? null } : {}),
  };
  work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) emit(work, "charge.updated", after, changed);
  return reply(after);
}

/** Not Stripe's: the customer's bank contests the charge. `reason` is fraudulent where nothing is said; `inquiry` only asks. */
function dispute(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("inquiry", "reason");
  const reason = fields.oneOf("reason", REASONS) ?? "fraudulent";
  return reply(openDispute(work, named(call, "charge"), { reason, isInquiry: fields.boolean("inquiry") ?? false }));
}

const REASONS = [
  "credit_not_processed",
  "duplicate",
  "fraudulent",
  "general",
  "product_not_received",
  "product_unacceptable",
  "subscription_canceled",
  "unrecognized",
] as const;

/** Not Stripe's: the card's bank warns that the charge may be fraud. */
function warn(call: Call): Reply {
  call.fields.allow();
  return reply(warnOfFraud(call.work, named(call, "charge")));
}
