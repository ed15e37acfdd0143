import type Stripe from "stripe";
import type { Deps } from "../deps.ts";
import { applySession, applySessionObject } from "../lifecycle/apply-session.ts";
import { findOrder } from "../orders/order-repository.ts";

/** A Session lives 24 h at most; an hour more for clocks and delays. */
export const SESSIONS_WINDOW_S = 25 * 3_600;
/** Orders whose Session is older than the window are asked for one by one, so many a run. */
const MOST_SINGLE = 50;

export interface AskedSessions {
  /** When Stripe told them, epoch ms. */
  readonly askedAt: number;
  /** An order that changed so shortly before is left to its webhook, which may well be on its way. */
  readonly graceMs: number;
}

/**
 * Compares a page of Sessions with the orders here and applies those that went on
 * without us: paid or expired and no event told it, or paid and no order has it. Answers how many were applied.
 */
export async function compareSessions(
  deps: Deps,
  sessions: readonly Stripe.Checkout.Session[],
  asked: AskedSessions,
): Promise<number> {
  let count = 0;
  for (const session of sessions) count += await applyIfUnsettled(deps, session, asked);
  return count;
}

async function applyIfUnsettled(
  deps: Deps,
  session: Stripe.Checkout.Session,
  { askedAt, graceMs }: AskedSessions,
): Promise<number> {
  if (session.livemode !== (deps.options.env === "live")) return 0;
  const known = await deps.db
    .selectFrom("order_sessions")
    .innerJoin("orders", "orders.id", "order_sessions.order_id")
    .select(["order_sessions.status", "order_sessions.payment_status", "orders.payment_state", "orders.updated_at"])
    .where("stripe_session_id", "=", session.id)
    .executeTakeFirst();
  const settled = known?.status === session.status && known.payment_status === session.payment_status;
  const justNow = known && known.updated_at > askedAt - graceMs;
  if (settled || justNow) return 0;
  if (!known && session.payment_status === "unpaid" && !(await namesOrder(deps, session))) return 0;
  const came = await applySessionObject(deps, session, askedAt, "checkout");
  return came.kind === "applied" ? 1 : 0;
}

/** A Session that Stripe made for an order here, and that was not stored: the engine was killed in between. */
async function namesOrder({ db }: Deps, session: Stripe.Checkout.Session): Promise<boolean> {
  const named = session.metadata?.["order_id"] ?? session.client_reference_id;
  return named ? (await findOrder(db, named)) !== undefined : false;
}

/** Slow bank payments: the Session is complete and unpaid for days, and no longer in the window. Answers how many went on. */
export async function compareOlderSessions(deps: Deps, seen: ReadonlySet<string>): Promise<number> {
  const waiting = await deps.db
    .selectFrom("order_sessions")
    .innerJoin("orders", "orders.id", "order_sessions.order_id")
    .select("stripe_session_id")
    .where("orders.status", "=", "pending")
    .where((eb) =>
      eb.or([eb("order_sessions.expires_at", "<", deps.options.now()), eb("orders.payment_state", "=", "processing")]),
    )
    .orderBy("order_sessions.asked_at")
    .limit(MOST_SINGLE)
    .execute();
  let count = 0;
  for (const { stripe_session_id: id } of waiting)
    if (!seen.has(id) && (await applySession(deps, id, "checkout")).kind === "applied") count += 1;
  return count;
}
