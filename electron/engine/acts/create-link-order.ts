import { ok } from "../../../shared/kernel/result.ts";
import { createOrder, type CreatedOrder } from "../checkout/create-order.ts";
import type { Buyer, NewOrderRequest } from "../checkout/write-order.ts";
import type { Deps } from "../deps.ts";
import { inTurn } from "../lifecycle/in-turn.ts";
import { cameTo, noteRequest } from "./once.ts";

export interface LinkOrder {
  readonly request: NewOrderRequest;
  readonly buyer: Buyer;
  /** The console's own id of one press; null makes an order each time. */
  readonly requestId: string | null;
}

/**
 * Sells by a payment link. Asked twice under one id (a second press, an answer that was lost on the way) it is one order with
 * one link; what was refused may be asked again.
 */
export function createLinkOrder(deps: Deps, { request, buyer, requestId }: LinkOrder): ReturnType<typeof createOrder> {
  if (requestId === null) return createOrder(deps, request, buyer);
  return inTurn(deps, requestId, async () => {
    const earlier = await readCreated(deps, await cameTo(deps.db, requestId));
    if (earlier) return ok(earlier);
    const created = await createOrder(deps, request, buyer);
    if (!created.ok) return created;
    const noted = { act: "create_by_link", subject: created.value.orderId, at: deps.options.now() };
    await noteRequest(deps.db, requestId, noted);
    return created;
  });
}

/** The order with its first link, as it was answered before. */
async function readCreated({ db }: Deps, orderId: string | null): Promise<CreatedOrder | undefined> {
  if (orderId === null) return undefined;
  const row = await db
    .selectFrom("orders")
    .innerJoin("order_sessions", "order_sessions.order_id", "orders.id")
    .select(["orders.amount", "orders.currency", "order_sessions.stripe_session_id", "order_sessions.url"])
    .select("order_sessions.expires_at")
    .where("orders.id", "=", orderId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { amount, currency, stripe_session_id: sessionId, url, expires_at: expiresAt } = row;
  return { orderId, sessionId, url: url ?? "", expiresAt, price: { amount, currency } };
}
