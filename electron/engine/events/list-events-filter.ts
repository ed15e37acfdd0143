import { type RawBuilder, sql, type SqlBool } from "kysely";
import { parseEventQuery, type QueryKey, type QueryTerm } from "../../../shared/contract/event-query.ts";

type Text = RawBuilder<string | null>;

const eventType = sql<string | null>`r.event_type`;
const eventId = sql<string | null>`r.event_id`;
const objectId = sql<string | null>`e.object_id`;
const orderId = sql<string | null>`e.order_id`;
const customer = sql<string | null>`o.customer_email`;
const outcome = sql<string>`case r.verdict when 'accepted' then coalesce(e.outcome, 'journaled') else r.verdict end`;
/** The reason that the row shows: the event's own while its work is troubled, else the request's. */
const isTroubled = sql<SqlBool>`${outcome} in ('retrying', 'failed', 'held')`;
const reason = sql<string | null>`case when ${isTroubled} then e.reason else r.reason end`;
const reasonCode = sql<string | null>`case when ${isTroubled} then e.reason_code
  else coalesce(case r.verdict when 'rejected' then json_extract(r.diagnosis, '$.code') end, r.reason_code) end`;

const ANYWHERE: readonly Text[] = [eventType, eventId, objectId, orderId, customer, reason, reasonCode];

const PARTS: Readonly<Partial<Record<QueryKey, readonly Text[]>>> = {
  type: [eventType],
  order: [orderId],
  customer: [customer],
  id: [eventId, objectId],
};
const WHOLE: Readonly<Partial<Record<QueryKey, RawBuilder<string>>>> = {
  outcome,
  verdict: sql<string>`r.verdict`,
  source: sql<string>`r.source`,
};

/** What a filter's text asks for, as conditions of which all must hold. What can't be understood of it asks for nothing. */
export const matchingEvents = (query: string): RawBuilder<SqlBool>[] => parseEventQuery(query).terms.map(matchingTerm);

function matchingTerm({ key, values, not }: QueryTerm): RawBuilder<SqlBool> {
  const whole = key === null ? undefined : WHOLE[key];
  const fields = (key === null ? undefined : PARTS[key]) ?? ANYWHERE;
  const found = whole
    ? sql<SqlBool>`${whole} in (${sql.join(values)})`
    : sql<SqlBool>`(${sql.join(
        values.flatMap((value) => fields.map((field) => holding(field, value))),
        sql` or `,
      )})`;
  // Beside a field that is null "not" would be neither true nor false.
  return not ? sql<SqlBool>`not coalesce(${found}, 0)` : found;
}

/** A value is a part of the field, without regard to case (ASCII); one with a `*` is the whole of it. `%` and `_` mean themselves. */
function holding(field: Text, value: string): RawBuilder<SqlBool> {
  const escaped = value.replace(/[\\%_]/g, String.raw`\$&`);
  const pattern = value.includes("*") ? escaped.replaceAll("*", "%") : `%${escaped}%`;
  return sql<SqlBool>`${field} like ${pattern} escape '\\'`;
}
