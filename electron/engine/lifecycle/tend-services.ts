import type { Deps } from "../deps.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import type { Db } from "../store/open-store.ts";
import { applySubscription } from "./apply-subscription.ts";
import { DAY_MS } from "./decide-termination.ts";
import { openOnce } from "./open-once.ts";
import { startDueActs } from "./scheduled-acts.ts";

/** A term that was paid elsewhere is over. */
export const TERM_OVER = "TERM_OVER";

/** So many orders whose grace is over are asked for at Stripe a run; the rest a minute later. */
const MOST = 50;

/**
 * What time alone does to services: a grace that is over suspends, an act that is due runs, a term that was paid elsewhere is
 * over. Stripe is asked before a server is stopped for money, since the payment may have come without its event. Repeating it
 * changes nothing.
 */
export async function tendServices(deps: Deps): Promise<void> {
  await endGraces(deps);
  const now = deps.options.now();
  const started = await deps.db.transaction().execute(async (tx) => {
    await tellTermsOver(tx, now);
    return startDueActs(tx, now);
  });
  if (started > 0) deps.wakeJobs();
}

async function endGraces(deps: Deps): Promise<void> {
  const { graceDays } = await lifeSettings(deps.db);
  const over = await deps.db
    .selectFrom("orders")
    .select(["id", "stripe_subscription_id"])
    .where("past_due_since", "<=", deps.options.now() - graceDays * DAY_MS)
    .where("service_state", "in", ["active", "past_due", "canceling"])
    .orderBy("past_due_since")
    .limit(MOST)
    .execute();
  for (const { stripe_subscription_id: id } of over) if (id) await applySubscription(deps, id, "clock");
}

/** Nothing at Stripe tells that a term which was paid elsewhere is over; a person has to ask for the next one. */
async function tellTermsOver(tx: Db, now: number): Promise<void> {
  const over = await tx
    .selectFrom("orders")
    .select(["id", "current_period_end", "payment_reference"])
    .where("paid_by", "=", "elsewhere")
    .where("service_state", "=", "active")
    .where("current_period_end", "<=", now)
    .execute();
  for (const { id, current_period_end: end, payment_reference: reference } of over) {
    const day = new Date(end ?? now).toISOString().slice(0, 10);
    const says = `The term that was paid elsewhere (${reference ?? "no reference"}) ended on ${day}. Note the next payment, or cancel the order.`;
    await openOnce(tx, { code: TERM_OVER, subject: id, says, evidence: { end } }, now);
  }
}
