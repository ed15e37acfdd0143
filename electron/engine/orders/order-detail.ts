import type { OrderDetail } from "../../../shared/contract/orders.ts";
import type { Deps } from "../deps.ts";
import { listEventRowsOfOrder } from "../events/event-rows.ts";
import { listOpenFindings } from "../findings/findings.ts";
import { describeEdits } from "../provisioning/describe-edits.ts";
import type { TraceFacts } from "../trace/trace-facts.ts";
import { customerAnswer } from "./customer-answer.ts";
import { panelServerUrl, stripeUrl } from "./order-detail-links.ts";
import { retryAnswer } from "./order-detail-retry.ts";
import { listAuditRows, listJobRows, listStepRows } from "./order-detail-work.ts";
import { ordersWithAttention, traceOrders } from "./order-rows.ts";

type Reading = Pick<Deps, "db" | "options">;

/** One order with its trace and all that was written about it; undefined where there is none. */
export async function readOrderDetail(deps: Reading, orderId: string): Promise<OrderDetail | undefined> {
  const { db, options } = deps;
  const now = options.now();
  const order = await ordersWithAttention(db, now).where("orders.id", "=", orderId).executeTakeFirst();
  const [traced] = order ? await traceOrders(db, [order], now) : [];
  if (!traced) return undefined;
  const { row, facts, trace } = traced;
  return {
    ...row,
    ...moreOf(facts, options, now),
    trace: [...trace],
    events: await listEventRowsOfOrder(db, orderId),
    jobs: await listJobRows(db, orderId),
    steps: await listStepRows(db, orderId),
    audit: await listAuditRows(db, orderId),
    findings: (await listOpenFindings(db, { subject: orderId })).map(({ id, code, says, opened_at }) => ({
      id,
      code,
      says,
      openedAt: opened_at,
    })),
    edits: await describeEdits(db, orderId),
    retry: retryAnswer(facts, now),
    answer: customerAnswer(facts),
  };
}

function moreOf(facts: TraceFacts, options: Reading["options"], now: number) {
  const { order, session } = facts;
  const payable = session?.status === "open" && order.status === "pending" && session.expires_at > now;
  return {
    userId: order.user_id,
    itemType: order.item_type,
    addons: JSON.parse(order.addons) as string[],
    errorCode: order.error_code,
    errorMessage: order.error_message,
    sessionId: session?.stripe_session_id ?? null,
    paymentUrl: payable ? session.url : null,
    sessionExpiresAt: session?.expires_at ?? null,
    subscriptionId: order.stripe_subscription_id,
    stripeUrl: stripeUrl(facts, options),
    server: serverOf(order, options),
  };
}

function serverOf(order: TraceFacts["order"], options: Reading["options"]): OrderDetail["server"] {
  const { ptero_server_id: id, ptero_identifier: identifier, address } = order;
  if (id === null) return null;
  return { id, identifier: identifier ?? "", address, panelUrl: panelServerUrl(id, options) };
}
