import type { Order } from "../../orders/order-repository.ts";

/** A fixture of Stripe's CLI, and what of it makes it an order's own; null where nothing leads from it to an order. */
export interface Fixture {
  readonly does: string;
  readonly bind: ((order: Bound) => readonly string[]) | null;
}

type Bound = Pick<Order, "id" | "amount" | "currency">;

const metadataOf =
  (resource: string) =>
  ({ id }: Bound): readonly string[] => ["--add", `${resource}:metadata.order_id=${id}`];

/** One piece at the order's price: any other amount would be a payment that does not match. */
const paidInFull = ({ id, amount, currency }: Bound): readonly string[] => [
  ...metadataOf("checkout_session")({ id, amount, currency }),
  ...[`price:unit_amount=${amount}`, `price:currency=${currency}`].flatMap(override),
  ...["checkout_session:line_items[0].quantity=1", `payment_page_confirm:expected_amount=${amount}`].flatMap(override),
];

function override(what: string): readonly string[] {
  return ["--override", what];
}

/** What can be triggered, by the names that `stripe trigger` has for it. */
export const FIXTURES: Readonly<Record<string, Fixture>> = {
  "checkout.session.completed": { does: "A Checkout Session is paid by card.", bind: paidInFull },
  "checkout.session.expired": {
    does: "A Checkout Session ends unpaid.",
    bind: metadataOf("checkout_session"),
  },
  "customer.subscription.deleted": { does: "A Subscription is paid, then ended.", bind: metadataOf("subscription") },
  "invoice.payment_failed": { does: "A card refuses to pay an invoice.", bind: null },
  "charge.refunded": { does: "A payment is refunded in full.", bind: metadataOf("payment_intent") },
  "charge.dispute.created": { does: "A bank asks about a payment.", bind: metadataOf("payment_intent") },
};
