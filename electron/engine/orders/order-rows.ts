import type { OrderRow } from "../../../shared/contract/orders.ts";
import type { TraceStep } from "../../../shared/contract/trace.ts";
import type { Db } from "../store/open-store.ts";
import { gatherTraceFacts } from "../trace/load-trace-facts.ts";
import type { TraceFacts } from "../trace/trace-facts.ts";
import { traceOrder } from "../trace/trace-order.ts";
import type { Order } from "./order-repository.ts";
import { type AttentionReason, attentionReason, attentionSentence, findingOnOrder } from "./order-rows-attention.ts";

/** An order with why a person should look at it, as {@link ordersWithAttention} reads it. */
export interface OrderWithAttention extends Order {
  readonly reason: AttentionReason | null;
  readonly finding: string | null;
}

export const ordersWithAttention = (db: Db, now: number) =>
  db
    .selectFrom("orders")
    .selectAll("orders")
    .select([attentionReason(now).as("reason"), findingOnOrder.as("finding")]);

export interface TracedOrder {
  readonly row: OrderRow;
  readonly facts: TraceFacts;
  readonly trace: readonly TraceStep[];
}

/** The orders as the console shows them, in the order given, each with its facts and trace. */
export async function traceOrders(db: Db, orders: readonly OrderWithAttention[], now: number): Promise<TracedOrder[]> {
  const gathered = await gatherTraceFacts(db, orders);
  return orders.map((order) => {
    const facts = gathered.get(order.id)!;
    const trace = traceOrder(facts, now);
    return { row: orderRow(order, facts, trace, now), facts, trace };
  });
}

function orderRow(order: OrderWithAttention, facts: TraceFacts, trace: readonly TraceStep[], now: number): OrderRow {
  return {
    id: order.id,
    status: order.status,
    paymentState: order.payment_state,
    serviceState: order.service_state,
    customerEmail: order.customer_email,
    planId: order.plan_id,
    planName: facts.planName,
    term: order.term,
    region: order.region,
    serverName: order.server_name,
    price: { amount: order.amount, currency: order.currency },
    createdAt: order.created_at,
    updatedAt: order.updated_at,
    strip: trace.map(({ state }) => state),
    attention: order.reason && attentionSentence(order.reason, facts, trace, order.finding, now),
  };
}
