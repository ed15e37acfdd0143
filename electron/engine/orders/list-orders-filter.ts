import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { OrderView } from "../../../shared/contract/orders.ts";
import { containing } from "../search/containing.ts";
import { needsPerson, PAID_NO_SERVER } from "./order-rows-attention.ts";

/** Ids are shown cut in the middle; one that is pasted so still finds its order. */
const CUT = "…";

const COLUMNS = [
  "orders.id",
  "orders.customer_email",
  "orders.user_id",
  "orders.server_name",
  "orders.plan_id",
  "orders.ptero_identifier",
  "orders.stripe_subscription_id",
  "orders.stripe_payment_intent_id",
  "orders.stripe_customer_id",
];

/** What a person may have at hand of an order: a fragment of an id, an e-mail, a name; a server's number; an event's id. */
export function matchingOrders(text: string): RawBuilder<SqlBool> {
  const columns = COLUMNS.map((column) => containing(column, text, CUT));
  const elsewhere = [
    sql`orders.plan_id in (select plans.id from plans where ${containing("plans.name", text, CUT)})`,
    sql`orders.id in (select s.order_id from order_sessions s where ${containing("s.stripe_session_id", text, CUT)})`,
    sql`orders.id in (select e.order_id from stripe_events_log e where e.event_id = ${text})`,
    ...(/^\d{1,15}$/.test(text) ? [sql`orders.ptero_server_id = ${Number(text)}`] : []),
  ];
  return sql<SqlBool>`(${sql.join([...columns, ...elsewhere], sql` or `)})`;
}

/** Which orders a saved view shows. */
export function inOrderView(view: OrderView, now: number): RawBuilder<SqlBool> {
  switch (view) {
    case "all":
      return sql<SqlBool>`1 = 1`;
    case "attention":
      return needsPerson(now);
    case "paid_no_server":
      return needsPerson(now, PAID_NO_SERVER);
    case "running":
      return sql<SqlBool>`(orders.status = 'provisioned' and orders.service_state in ('active', 'past_due', 'canceling'))`;
    case "past_due":
      return sql<SqlBool>`(orders.service_state = 'past_due')`;
    case "waiting_on_bank":
      return sql<SqlBool>`(orders.payment_state = 'processing')`;
  }
}
