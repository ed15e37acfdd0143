import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { formatMoney } from "../../../../shared/kernel/money.ts";
import { changesOf } from "../changes-of.ts";
import { decideDispute, isDecided } from "../payments/disputes.ts";
import { settleWarnings } from "../payments/fraud-warnings.ts";
import type { Charge, Dispute, Refund } from "../shapes/object-types.ts";
import { newRefund } from "../shapes/refund.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { list, named, referred, retrieve } from "./read-routes.ts";

const PATH = "/v1/refunds";

export const refundRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "POST", path: `${PATH}/:id`, run: update },
  retrieve("refund", PATH),
  list("refund", PATH, ["charge", "payment_intent"], (fields) => ({
    where: { charge: fields.text("charge"), payment_intent: fields.text("payment_intent") },
  })),
];

function create({ work, fields }: Call): Reply {
  fields.allow("amount", "charge", "expand", "metadata", "payment_intent", "reason");
  const charge = chargeToRefund(work, fields);
  refuseDisputed(work, charge);
  const amount = refundable(charge, fields.integer("amount", { min: 1 }));
  const reason = fields.oneOf("reason", ["duplicate", "fraudulent", "requested_by_customer"]) ?? null;
  const refund = newRefund(charge, { amount, reason, metadata: fields.metadata() }, work.now);
  const amount_refunded = charge.amount_refunded + amount;
  const after: Charge = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount };
  work.objects.insert(refund, work.now);
  work.objects.save(after);
  emit(work, "refund.created", refund);
  emit(work, "charge.refunded", after, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  if (after.refunded) settleWarnings(work, after);
  endInquiry(work, after);
  return reply(refund);
}

function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("expand", "metadata");
  const before = named(call, "refund");
  const after: Refund = { ...before, metadata: fields.metadata(before.metadata) };
  work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) for (const type of ["refund.updated", "charge.refund.updated"]) emit(work, type, after, changed);
  return reply(after);
}

/** The bank has only asked, and has its answer: the money is back. */
function endInquiry(work: Work, charge: Charge): void {
  const dispute = disputeOf(work, charge);
  if (charge.refunded && dispute && !isDecided(dispute)) decideDispute(work, dispute, "lost");
}

const disputeOf = (work: Work, charge: Charge): Dispute | undefined =>
  charge.disputed ? work.objects.list("dispute", { limit: 1 }, { where: { charge: charge.id } }).data[0] : undefined;

function chargeToRefund(work: Work, fields: Fields): Charge {
  const charge = fields.text("charge");
  const intent = fields.text("payment_intent");
  if (charge !== undefined) return referred(work, "charge", charge, "charge");
  if (intent === undefined) throw missingParam("charge");
  const { latest_charge } = referred(work, "payment_intent", intent, "payment_intent");
  if (latest_charge !== null) return work.objects.get("charge", latest_charge);
  throw refused("payment_intent", `This PaymentIntent (${intent}) does not have a successful charge to refund.`);
}

// The bank has taken the money already; to give it back as well would be to pay twice.
function refuseDisputed(work: Work, charge: Charge): void {
  const dispute = disputeOf(work, charge);
  if (!dispute || dispute.is_charge_refundable || dispute.status === "won") return;
  const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
  throw new StripeRefusal(400, { code: "charge_disputed", message });
}

function refundable(charge: Charge, asked: number | undefined): number {
  const left = charge.amount - charge.amount_refunded;
  if (charge.status !== "succeeded")
    throw refused(
      "charge",
      `This PaymentIntent (${charge.payment_intent}) does not have a successful charge to refund.`,
    );
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw new StripeRefusal(400, { code: "charge_already_refunded", message });
  }
  if (asked === undefined || asked <= left) return asked ?? left;
  const [wants, has] = [asked, left].map((amount) => formatMoney({ amount, currency: charge.currency }));
  throw refused("amount", `Refund amount (${wants}) is greater than unrefunded amount on charge (${has})`);
}
