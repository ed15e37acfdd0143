import { newOrderId } from "../../../shared/kernel/ids.ts";
import type { Money } from "../../../shared/kernel/money.ts";
import { recordAct } from "../audit/audit.ts";
import { writeLineItems } from "../orders/line-items.ts";
import type { Order } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import type { PaidBy } from "../store/tables/orders.ts";
import type { Offer, Wanted } from "./offer.ts";

/** Who buys and who acts for them. `actor` is the token's subject or the operator's name. */
export interface Buyer {
  readonly channel: "storefront" | "console";
  readonly actor: string;
  readonly userId: string;
  readonly email: string | null;
  readonly name: string | null;
}

export interface NewOrderRequest extends Wanted {
  /** Null takes the plan's name. */
  readonly serverName: string | null;
}

/** How the order is to be paid, and what it costs then. `reference`: why it is free, or where it was paid. */
export interface PaymentTerms {
  readonly paidBy: PaidBy;
  readonly price: Money;
  readonly reference: string | null;
}

export interface NewOrder {
  readonly request: NewOrderRequest;
  readonly buyer: Buyer;
  readonly offer: Offer;
  readonly terms: PaymentTerms;
}

/** Writes an unpaid order with its request and its audit, in the caller's transaction. */
export async function writeOrder(tx: Db, { request, buyer, offer, terms }: NewOrder, now: number): Promise<Order> {
  const id = newOrderId(now);
  const known = await customerOf(tx, buyer, now);
  const isBilled = terms.paidBy === "checkout" || terms.paidBy === "invoice";
  const order = await tx
    .insertInto("orders")
    .values({
      id,
      user_id: known.userId,
      customer_email: buyer.email,
      customer_name: buyer.name,
      source: buyer.channel,
      created_by: buyer.actor,
      item_type: offer.plan.item_type,
      plan_id: offer.plan.id,
      term: request.term,
      region: offer.region.id,
      server_name: request.serverName ?? offer.plan.name,
      addons: JSON.stringify(request.addons),
      ...terms.price,
      build: JSON.stringify(offer.build),
      status: "pending",
      payment_state: "unpaid",
      service_state: "none",
      stripe_customer_id: known.stripeCustomerId,
      paid_by: terms.paidBy,
      payment_reference: terms.reference,
      line_items: isBilled ? writeLineItems(offer.lineItems) : null,
      trial_days: terms.paidBy === "checkout" ? (offer.plan.trial_days ?? 0) : 0,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await writeRequest(tx, { request, buyer }, { orderId: id, status: 200, code: null }, now);
  const act = { at: now, actor: buyer.actor, act: "create_order", subject: id, before: null };
  const after = { plan: offer.plan.id, term: request.term, ...terms.price, paidBy: terms.paidBy };
  await recordAct(tx, { ...act, after, reason: terms.reference });
  return order;
}

/** A console order for an address that a customer already has belongs to that customer. */
async function customerOf(
  tx: Db,
  buyer: Buyer,
  now: number,
): Promise<{ userId: string; stripeCustomerId: string | null }> {
  const byEmail = buyer.channel === "console" && buyer.email;
  const known = await tx
    .selectFrom("customers")
    .select(["user_id", "stripe_customer_id"])
    .where(byEmail ? "email" : "user_id", "=", byEmail ? buyer.email : buyer.userId)
    .orderBy("created_at")
    .executeTakeFirst();
  if (known) return { userId: known.user_id, stripeCustomerId: known.stripe_customer_id };
  const row = { user_id: buyer.userId, email: buyer.email, created_at: now, updated_at: now };
  await tx
    .insertInto("customers")
    .values(row)
    .onConflict((c) => c.doNothing())
    .execute();
  return { userId: buyer.userId, stripeCustomerId: null };
}

/** Keeps who asked for what, and what was answered. */
export async function writeRequest(
  db: Db,
  { request, buyer }: Pick<NewOrder, "request" | "buyer">,
  answered: { readonly orderId: string | null; readonly status: number; readonly code: string | null },
  at: number,
): Promise<void> {
  await db
    .insertInto("checkout_requests")
    .values({
      at,
      actor: buyer.actor,
      channel: buyer.channel,
      order_id: answered.orderId,
      answered_status: answered.status,
      code: answered.code,
      body: JSON.stringify(request),
    })
    .execute();
}
