import type Stripe from "stripe";
import type { Money } from "../../../shared/kernel/money.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { Order } from "../orders/order-repository.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import { keepFailure } from "./keep-failure.ts";
import { type CheckoutRefused, makeOffer } from "./offer.ts";
import { saveSession } from "./order-sessions.ts";
import { sessionParams } from "./session-params.ts";
import { type Buyer, type NewOrderRequest, writeOrder, writeRequest } from "./write-order.ts";

export interface CreatedOrder {
  readonly orderId: string;
  readonly sessionId: string;
  /** Where the customer pays. */
  readonly url: string;
  /** Epoch ms. */
  readonly expiresAt: number;
  readonly price: Money;
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
    const answered = { orderId: null, status: 400, code: offer.error.code };
    await writeRequest(deps.db, { request, buyer }, answered, deps.options.now());
    return offer;
  }
  const now = deps.options.now();
  const terms = { paidBy: "checkout", price: offer.value.price, reference: null } as const;
  const wanted = { request, buyer, offer: offer.value, terms };
  const order = await deps.db.transaction().execute((tx) => writeOrder(tx, wanted, now));
  const { recoverSessions } = await lifeSettings(deps.db);
  const asked = { publicUrl: deps.publicUrl(), nowS: Math.floor(now / 1_000), recoverSessions };
  const session = await deps.stripe.createSession(sessionParams(order, offer.value, asked), `checkout:${order.id}`);
  const done = session.ok
    ? ok(await keepSession(deps, order, session.value))
    : err(await keepFailure(deps, order.id, session.error));
  deps.changes.publish({ topic: "orders", ids: [order.id] });
  deps.wakeJobs();
  return done;
}

async function keepSession(deps: Deps, order: Order, session: Stripe.Checkout.Session): Promise<CreatedOrder> {
  await deps.db.transaction().execute((tx) => saveSession(tx, order.id, session, deps.options.now()));
  const price = { amount: order.amount, currency: order.currency };
  const expiresAt = session.expires_at * 1_000;
  return { orderId: order.id, sessionId: session.id, url: session.url ?? "", expiresAt, price };
}
