import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { TraceStep } from "../../../shared/contract/trace.ts";
import { EVENT_OVERDUE_MS, type TraceFacts } from "../trace/trace-facts.ts";
import { money, sentence, span } from "../trace/words.ts";

/** A paid order may take this long to become a server before a person should look. */
const STUCK_MS = 5 * 60_000;
/** A checkout that Stripe refused is news for a day; the customer has long gone elsewhere. */
const CHECKOUT_NEWS_MS = 24 * 60 * 60_000;

/** Why a person should look at an order. The first that fits is told. */
export const ATTENTION_REASONS = [
  "amount_in_question",
  "provisioning_failed",
  "no_server",
  "paid_at_stripe",
  "disputed",
  "still_running",
  "finding",
  "checkout_failed",
] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/** Those where money came and nothing was delivered. */
export const PAID_NO_SERVER: readonly AttentionReason[] = [
  "amount_in_question",
  "provisioning_failed",
  "no_server",
  "paid_at_stripe",
];

type Condition = (now: number) => RawBuilder<SqlBool>;

/** Each reason as a condition on a row of `orders`; lists, counts and sentences all go by these. */
const CONDITIONS: Readonly<Record<AttentionReason, Condition>> = {
  amount_in_question: () =>
    sql`(orders.status = 'error' and orders.error_code = 'AMOUNT_MISMATCH' and orders.amount_approved_at is null)`,
  provisioning_failed: () => sql`(orders.status = 'error' and orders.payment_state = 'paid')`,
  no_server: (now) =>
    sql`(orders.status in ('paid', 'provisioning') and orders.payment_state = 'paid'
      and coalesce(orders.paid_at, orders.updated_at) <= ${now - STUCK_MS})`,
  paid_at_stripe: (now) =>
    sql`(orders.status in ('pending', 'expired', 'canceled', 'error')
      and orders.payment_state in ('unpaid', 'processing')
      and exists (select 1 from order_sessions s where s.order_id = orders.id and s.status = 'complete'
        and s.payment_status <> 'unpaid' and s.updated_at <= ${now - EVENT_OVERDUE_MS}))`,
  disputed: () => sql`(orders.payment_state = 'disputed')`,
  still_running: (now) =>
    sql`((orders.status in ('refunded', 'canceled') or orders.service_state in ('suspended', 'terminated'))
      and orders.updated_at <= ${now - STUCK_MS}
      and exists (select 1 from panel_servers p where p.id = orders.ptero_server_id
        and p.suspended = 0 and coalesce(p.status, '') <> 'suspended'))`,
  finding: () => sql`(orders.id in (select f.subject from findings f where f.closed_at is null))`,
  checkout_failed: (now) =>
    sql`(orders.status = 'error' and orders.payment_state = 'unpaid' and orders.updated_at > ${now - CHECKOUT_NEWS_MS})`,
};

/** Whether one of these reasons holds; never null, so that its negation loses no row. */
export function needsPerson(now: number, reasons: readonly AttentionReason[] = ATTENTION_REASONS): RawBuilder<SqlBool> {
  const any = reasons.map((reason) => CONDITIONS[reason](now));
  return sql<SqlBool>`((${sql.join(any, sql` or `)}) is true)`;
}

/** The first reason that holds, or null. */
export function attentionReason(now: number): RawBuilder<AttentionReason | null> {
  const cases = ATTENTION_REASONS.map((reason) => sql`when ${CONDITIONS[reason](now)} then ${sql.lit(reason)}`);
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/** The sentence of the newest open finding on the order, or null. */
export const findingOnOrder: RawBuilder<string | null> = sql`(select f.says from findings f
  where f.subject = orders.id and f.closed_at is null order by f.id desc limit 1)`;

/** Says in one sentence why a person should look. `finding` is {@link findingOnOrder}. */
export function attentionSentence(
  reason: AttentionReason,
  facts: TraceFacts,
  trace: readonly TraceStep[],
  finding: string | null,
  now: number,
): string {
  const { order } = facts;
  const loud = trace.find(({ state }) => state === "missing" || state === "contradicted")?.says;
  switch (reason) {
    case "amount_in_question":
    case "paid_at_stripe":
      return sentence(loud ?? order.error_message ?? "Stripe says paid, and the order does not");
    case "provisioning_failed":
    case "checkout_failed":
      return sentence(order.error_message ?? loud ?? "It failed, and said nothing");
    case "no_server":
      return noServer(facts, now);
    case "disputed":
      return `The customer's bank disputes ${money(order.amount, order.currency)}. Stripe waits for evidence.`;
    case "still_running":
      return `The service is over, and server ${order.ptero_server_id} still runs.`;
    case "finding":
      return sentence(finding ?? "A finding is open on this order");
  }
}

function noServer({ order }: TraceFacts, now: number): string {
  const waited = `Paid ${span(now - (order.paid_at ?? order.updated_at))} ago and has no server.`;
  return order.error_message ? `${waited} ${sentence(order.error_message)}` : waited;
}
