import type { ActDone } from "../../shared/contract/acts.ts";
import { NewOrder, type OrderDetail } from "../../shared/contract/orders.ts";
import { engine } from "../app/engine/rpc.ts";
import type { Draft, PayWay } from "./pay-ways.ts";

/** An order that was made, and where it is paid if the answer told. */
export interface Created {
  readonly orderId: string;
  readonly way: PayWay;
  readonly link: { readonly url: string; readonly expiresAt: number } | null;
  /** What was done, in the engine's sentence, and the order as it was then; a payment link's answer has neither. */
  readonly done: { readonly says: string; readonly order: OrderDetail } | null;
}

const made = (way: PayWay, done: ActDone): Created => ({ orderId: done.order.id, way, link: null, done });

/** Makes the order in the way that is chosen. Sent twice under one `requestId`, it is one order. */
export async function sendOrder(draft: Draft, requestId: string): Promise<Created> {
  const { way, reason, reference, confirm } = draft;
  const order = { ...NewOrder.parse(draft), requestId };
  switch (way) {
    case "invoice":
      return made(way, await engine.acts.createByInvoice(order));
    case "elsewhere":
      return made(way, await engine.acts.createPaidElsewhere({ ...order, reference, confirm }));
    case "free":
      return made(way, await engine.acts.createFree({ ...order, reason, confirm }));
    case "link": {
      const { orderId, url, expiresAt } = await engine.orders.create(order);
      return { orderId, way, link: { url, expiresAt }, done: null };
    }
  }
}
