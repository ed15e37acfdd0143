import type Stripe from "stripe";
import { newOrderId } from "../../../shared/kernel/ids.ts";
import type { Money } from "../../../shared/kernel/money.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../audit/audit.ts";
import { changeOrder, findOrder, type Order } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { saveSession } from "./order-sessions.ts";
import { type CheckoutRefused, makeOffer, type Offer, type Wanted } from "./offer.ts";
import { sessionParams } from "./session-params.ts";

/** Who buys and who acts for them. `actor` is the token's subject or the operator's name. */
export interface Buyer {
  readonly channel: "storefront" | "console";
  readonly actor: string;
  readonly userId: string;
  readonly email: string | null;
  readonly name: string | null;
}

export interface CreatedOrder {
  readonly orderId: string;
  readonly sessionId: string;
  /** Where the customer pays. */
  readonly url: string;
  /** Epoch ms. */
  readonly expiresAt: number;
  readonly price: Money;
}

export interface NewOrderRequest extends Wanted {
  /** Null takes the plan's name. */
  readonly serverName: string | null;
}

/**
 * Writes the order, then asks Stripe for its Checkout Session. The order is durable before Stripe hears of it, so a
 * payment always finds its order; when Stripe refuses or is silent, the order is kept as `error` and says why.
 */
export async function createOrder(
  deps: Deps,
  request: NewOrderRequest,
  buyer: Buyer,
): Promise<Result<CreatedOrder, CheckoutRefused & { readonly orderId?: string }>> {
  const offer = await makeOffer(deps, request);
  if (!offer.ok) {
    await logRefusal(deps, request, buyer, offer.error);
    return offer;
  }
  const now = deps.options.now();
  const order = await deps.db.transaction().execute((tx) => writeOrder(tx, request, buyer, offer.value, now));
  const params = sessionParams(order, offer.value, deps.publicUrl(), Math.floor(now / 1_000));
  const session = await deps.stripe.createSession(params, `checkout:${order.id}`);
  const done = session.ok
    ? await keepSession(deps, order, session.value)
    : await keepFailure(deps, order, session.error);
  deps.changes.publish({ topic: "orders", ids: [order.id] });
  deps.wakeJobs();
  return done;
}

async function writeOrder(tx: Db, request: NewOrderRequest, buyer: Buyer, offer: Offer, now: number): Promise<Order> {
  const id = newOrderId(now);
  const known = await customerOf(tx, buyer, now);
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
      amount: offer.price.amount,
      currency: offer.price.currency,
      build: JSON.stringify(offer.build),
      status: "pending",
      payment_state: "unpaid",
      service_state: "none",
      stripe_customer_id: known.stripeCustomerId,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await writeRequest(tx, request, buyer, { orderId: id, status: 200, code: null }, now);
  const act = { at: now, actor: buyer.actor, act: "create_order", subject: id, before: null, reason: null };
  await recordAct(tx, { ...act, after: { plan: offer.plan.id, term: request.term, ...offer.price } });
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

async function keepSession(
  deps: Deps,
  order: Order,
  session: Stripe.Checkout.Session,
): Promise<Result<CreatedOrder, CheckoutRefused>> {
  await deps.db.transaction().execute((tx) => saveSession(tx, order.id, session, deps.options.now()));
  const price = { amount: order.amount, currency: order.currency };
  const expiresAt = session.expires_at * 1_000;
  return ok({ orderId: order.id, sessionId: session.id, url: session.url ?? "", expiresAt, price });
}

async function keepFailure(deps: Deps, order: Order, fault: StripeFault) {
  const code = fault.code === "STRIPE_NOT_FOUND" ? "STRIPE_REFUSED" : fault.code;
  const at = deps.options.now();
  await deps.db.transaction().execute(async (tx) => {
    const now = await findOrder(tx, order.id);
    if (now)
      await changeOrder(
        tx,
        now,
        "checkout_failed",
        { cause: "checkout", at },
        { error_code: code, error_message: fault.says },
      );
    await tx
      .updateTable("checkout_requests")
      .set({ answered_status: 502, code })
      .where("order_id", "=", order.id)
      .execute();
  });
  deps.options.log.warn({ orderId: order.id, code }, fault.says);
  return err({ code, says: `${fault.says} The order is kept as error.`, orderId: order.id } as const);
}

async function logRefusal(deps: Deps, request: NewOrderRequest, buyer: Buyer, refusal: CheckoutRefused): Promise<void> {
  const answered = { orderId: null, status: 400, code: refusal.code };
  await writeRequest(deps.db, request, buyer, answered, deps.options.now());
}

async function writeRequest(
  db: Db,
  request: NewOrderRequest,
  buyer: Buyer,
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
