import { type RawBuilder, sql } from "kysely";
import type { Db } from "../store/open-store.ts";
import type { Order } from "../orders/order-repository.ts";
import {
  EVENT_OVERDUE_MS,
  type EventFact,
  paidAtStripe,
  paidHere,
  type RefusedFact,
  type SessionFact,
} from "./trace-facts.ts";

/** How many of the newest refused requests are looked at; an endpoint that is open to the world collects many. */
const NEWEST = 200;
/** How much of a refused body is read: an event names its object and its metadata early. */
const BODY_BYTES = 6 * 1_024;
/** Stripe's first tries follow within the hour; what is refused later is another payment's. */
const AFTER_PAYMENT_MS = 60 * 60_000;

interface RefusedRow {
  readonly received_at: number;
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly body: Uint8Array | null;
}

/** An order that is not paid here, and of whose payment no event arrived. */
export interface Suspect {
  readonly order: Order;
  readonly session: SessionFact;
}

/** Whether refused requests could explain where this order stands; asking for them reads bodies, so it is asked first. */
export function suspectOf(order: Order, session: SessionFact | null, event: EventFact | null): Suspect | null {
  return session && !event && !paidHere(order) ? { order, session } : null;
}

/**
 * The refused requests that may be the missing event of each suspect, by order id. A body that names the order or its
 * Session is an exact match (it is unsigned, so it proves a refusal, never a payment); without one, whatever was refused at
 * about the time of a payment that Stripe confirms is named.
 */
export async function findRefused(db: Db, suspects: readonly Suspect[]): Promise<Map<string, RefusedFact>> {
  if (suspects.length === 0) return new Map();
  const since = Math.min(...suspects.map(({ session }) => session.created_at));
  const rows = await db
    .selectFrom("webhook_requests")
    .select(["received_at", "reason_code", "reason"])
    .select((eb) => eb.fn<Uint8Array | null>("substr", ["body", eb.lit(1), eb.lit(BODY_BYTES)]).as("body"))
    .where("verdict", "=", "rejected")
    .where("id", ">=", oldestOfNewest(NEWEST))
    .where("received_at", ">=", since)
    .orderBy("id", "desc")
    .execute();
  return attribute(suspects, rows);
}

/** The id from which on the newest `count` refused requests stand: a range of the index, however many there ever were. */
export function oldestOfNewest(count: number): RawBuilder<number> {
  return sql<number>`coalesce((select n.id from webhook_requests n where n.verdict = 'rejected'
    order by n.id desc limit 1 offset ${count - 1}), 0)`;
}

/** The pure half: which of `rows` (newest first) belong to which suspect. */
function attribute(suspects: readonly Suspect[], rows: readonly RefusedRow[]): Map<string, RefusedFact> {
  const byId = new Map<string, RefusedRow[]>();
  for (const row of rows) for (const id of idsIn(row.body)) byId.set(id, [...(byId.get(id) ?? []), row]);
  const found = suspects.flatMap(({ order, session }) => {
    const named = byId.get(session.stripe_session_id) ?? byId.get(order.id);
    const near = paidAtStripe(session) ? rows.filter(atAboutThatTime(session)) : [];
    const refused = named ? summary(true, named) : summary(false, near);
    return refused ? [[order.id, refused] as const] : [];
  });
  return new Map(found);
}

function idsIn(body: Uint8Array | null): Set<string> {
  if (!body) return new Set();
  return new Set(
    Buffer.from(body)
      .toString("latin1")
      .match(/\b(?:cs|ord)_\w+/g),
  );
}

const atAboutThatTime =
  (session: SessionFact) =>
  ({ received_at: at }: RefusedRow): boolean =>
    at >= session.created_at && at <= session.updated_at + EVENT_OVERDUE_MS + AFTER_PAYMENT_MS;

function summary(exact: boolean, rows: readonly RefusedRow[]): RefusedFact | null {
  const [newest] = rows;
  if (!newest) return null;
  const { received_at: lastAt, reason_code: code, reason } = newest;
  return { exact, count: rows.length, lastAt, code: code ?? "REJECTED", reason: reason ?? "No reason was kept" };
}
