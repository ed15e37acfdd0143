import type { Money } from "../../../shared/kernel/money.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import { makeOffer, type Offer } from "../checkout/offer.ts";
import { type Buyer, type NewOrderRequest, writeOrder, writeRequest } from "../checkout/write-order.ts";
import type { Deps } from "../deps.ts";
import { settleOrder } from "../lifecycle/settle-order.ts";
import { changeOrder, type OrderPatch } from "../orders/order-repository.ts";
import { type ActResult, published } from "./act.ts";
import { notConfirmed } from "./confirm.ts";
import { cameTo, noteRequest } from "./once.ts";
import { termEnd } from "./term-end.ts";

/** An order that no money at Stripe stands behind. */
export interface UnbilledOrder {
  readonly request: NewOrderRequest;
  readonly buyer: Buyer;
  /** Why it is free, or where the payment can be found. */
  readonly reference: string;
  /** The server's name as it was typed; asked for in `live`, where a server costs real room. */
  readonly confirm: string | null;
  readonly requestId: string | null;
}

/** Gives a server away, for a reason that is kept: the order costs nothing, counts as paid, and its server is made. */
export const createFreeOrder = (deps: Deps, wanted: UnbilledOrder): ActResult =>
  createUnbilled(deps, wanted, {
    paidBy: "free",
    price: ({ price }) => ({ ...price, amount: 0 }),
    patch: () => ({}),
    says: "The order is free of charge. Its server is being made.",
  });

/** Notes a payment that Stripe knows nothing of: the order costs the plan's price, and its term ends with what was paid. */
export const createOrderPaidElsewhere = (deps: Deps, wanted: UnbilledOrder): ActResult =>
  createUnbilled(deps, wanted, {
    paidBy: "elsewhere",
    price: ({ price }) => price,
    patch: (now) => ({ current_period_end: termEnd(now, wanted.request.term) }),
    says: "The payment is noted. The order's server is being made.",
  });

interface Way {
  readonly paidBy: "free" | "elsewhere";
  readonly price: (offer: Offer) => Money;
  readonly patch: (now: number) => OrderPatch;
  readonly says: string;
}

async function createUnbilled(deps: Deps, wanted: UnbilledOrder, way: Way): ActResult {
  const { request, buyer, reference, requestId } = wanted;
  const earlier = await cameTo(deps.db, requestId);
  if (earlier !== null) return ok({ orderId: earlier, says: way.says });
  const name = request.serverName ?? "";
  const unconfirmed = notConfirmed(deps.options.env, wanted.confirm, { kind: "name", name });
  if (unconfirmed) return err(unconfirmed);
  const offer = await makeOffer(deps, request);
  const now = deps.options.now();
  if (!offer.ok) {
    await writeRequest(deps.db, { request, buyer }, { orderId: null, status: 400, code: offer.error.code }, now);
    return offer;
  }
  const terms = { paidBy: way.paidBy, price: way.price(offer.value), reference };
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    const known = await cameTo(tx, requestId);
    if (known !== null) return ok({ orderId: known, says: way.says });
    const order = await writeOrder(tx, { request, buyer, offer: offer.value, terms }, now);
    await noteRequest(tx, requestId, { act: `create_${way.paidBy}`, subject: order.id, at: now });
    const by = { cause: `operator:${buyer.actor}`, at: now } as const;
    const paid = await changeOrder(tx, order, "payment_confirmed", by, { paid_at: now, ...way.patch(now) });
    if (!paid.ok) return paid;
    const settled = await settleOrder(tx, order, paid.value, by);
    return settled.ok ? ok({ orderId: order.id, says: way.says }) : settled;
  });
  if (done.ok) published(deps, done.value.orderId);
  return done;
}
