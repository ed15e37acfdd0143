import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { formatMoney } from "../../../../shared/kernel/money.ts";
import type { Charge } from "../shapes/object-types.ts";
import { newRefund } from "../shapes/refund.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { list, referred, retrieve } from "./read-routes.ts";

const PATH = "/v1/refunds";

export const refundRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  retrieve("refund", PATH),
  list("refund", PATH, ["charge", "payment_intent"], (fields) => ({
    where: { charge: fields.text("charge"), payment_intent: fields.text("payment_intent") },
  })),
];

function create({ work, fields }: Call): Reply {
  fields.allow("amount", "charge", "expand", "metadata", "payment_intent", "reason");
  const charge = chargeToRefund(work, fields);
  const amount = refundable(charge, fields.integer("amount", { min: 1 }));
  const reason = fields.oneOf("reason", ["duplicate", "fraudulent", "requested_by_customer"]) ?? null;
  const refund = newRefund(charge, { amount, reason, metadata: fields.metadata() }, work.now);
  const amount_refunded = charge.amount_refunded + amount;
  const after: Charge = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount };
  work.objects.insert(refund, work.now);
  work.objects.save(after);
  emit(work, "refund.created", refund);
  emit(work, "charge.refunded", after, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  return reply(refund);
}

function chargeToRefund(work: Work, fields: Fields): Charge {
  const charge = fields.text("charge");
  const intent = fields.text("payment_intent");
  if (charge !== undefined) return referred(work, "charge", charge, "charge");
  if (intent === undefined) throw missingParam("charge");
  const { latest_charge } = referred(work, "payment_intent", intent, "payment_intent");
  if (latest_charge !== null) return work.objects.get("charge", latest_charge);
  throw refused("payment_intent", `This PaymentIntent (${intent}) does not have a successful charge to refund.`);
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
