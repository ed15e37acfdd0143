import type Stripe from "stripe";
import type { Deps } from "../deps.ts";
import { saveSession } from "../checkout/order-sessions.ts";
import { openFinding } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { type Cause, changeOrder, type Order, type OrderPatch } from "../orders/order-repository.ts";
import { provisionJob } from "../provisioning/provision-job.ts";
import { idOf } from "../stripe/live-stripe-gateway.ts";
import type { Db } from "../store/open-store.ts";
import { type Applied, faulted, notOurs, orderUnknown } from "./applied.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { decideSession, type OrderFacts } from "./decide-session.ts";
import { findOrderByTrail } from "./find-order.ts";

/** Reads the Session from Stripe now and applies what it says. `failed`: an event told that the bank refused. */
export async function applySession(deps: Deps, sessionId: string, cause: Cause, failed = false): Promise<Applied> {
  const askedAt = deps.options.now();
  const session = await deps.stripe.getSession(sessionId);
  if (!session.ok) return faulted(session.error);
  return applySessionObject(deps, session.value, askedAt, cause, failed);
}

/** Applies a Session that Stripe told at `askedAt` (epoch ms). */
export async function applySessionObject(
  deps: Deps,
  session: Stripe.Checkout.Session,
  askedAt: number,
  cause: Cause,
  failed = false,
): Promise<Applied> {
  const metadataOrderId = session.metadata?.["order_id"] ?? session.client_reference_id;
  const found = await findOrderByTrail(deps.db, { metadataOrderId, sessionId: session.id });
  if (!found) return adoptOrHold(deps, session, metadataOrderId);
  const outcome = await changeWithRetry(deps, found.id, async (tx, order) => {
    await saveSession(tx, order.id, session, askedAt);
    return decideAndWrite(tx, deps, order, session, cause, failed);
  });
  deps.wakeJobs();
  return outcome;
}

async function decideAndWrite(
  tx: Db,
  deps: Deps,
  order: Order,
  session: Stripe.Checkout.Session,
  cause: Cause,
  failed: boolean,
) {
  const now = deps.options.now();
  const decision = decideSession(await factsOf(tx, order, session.id), session, failed);
  if (decision.kind === "nothing") return null;
  if (decision.kind === "paid_twice") {
    await openFinding(
      tx,
      { code: "PAID_TWICE", subject: order.id, says: decision.says, evidence: { session: session.id } },
      now,
    );
    return null;
  }
  const { change, code, says } = decision;
  const paid = change === "payment_confirmed" || change === "amount_mismatched";
  const patch = { error_code: code, error_message: says, ...(paid ? paidPatch(order, session, now) : {}) };
  const changed = await changeOrder(tx, order, change, { cause, at: now }, patch);
  if (changed.ok && paid) await keepCustomer(tx, changed.value, now);
  if (changed.ok && change === "payment_confirmed") await enqueueJob(tx, provisionJob(order.id, now), now);
  return changed;
}

/** What the paid Session tells of the buyer and of what bills next. */
function paidPatch(order: Order, session: Stripe.Checkout.Session, now: number): OrderPatch {
  return {
    paid_at: now,
    customer_email: session.customer_details?.email ?? session.customer_email ?? order.customer_email,
    customer_name: session.customer_details?.name ?? order.customer_name,
    stripe_customer_id: idOf(session.customer),
    stripe_subscription_id: idOf(session.subscription),
    stripe_payment_intent_id: idOf(session.payment_intent),
  };
}

async function keepCustomer(tx: Db, order: Order, now: number): Promise<void> {
  const told = { email: order.customer_email, stripe_customer_id: order.stripe_customer_id, updated_at: now };
  await tx
    .insertInto("customers")
    .values({ user_id: order.user_id, created_at: now, ...told })
    .onConflict((c) => c.column("user_id").doUpdateSet(told))
    .execute();
}

async function factsOf(tx: Db, order: Order, sessionId: string): Promise<OrderFacts> {
  const paidBy = await tx
    .selectFrom("order_sessions")
    .select("stripe_session_id")
    .where("order_id", "=", order.id)
    .where("stripe_session_id", "<>", sessionId)
    .where("status", "=", "complete")
    .where("payment_status", "<>", "unpaid")
    .orderBy("id")
    .executeTakeFirst();
  return {
    status: order.status,
    paymentState: order.payment_state,
    amount: order.amount,
    currency: order.currency,
    paidSessionId: paidBy?.stripe_session_id ?? null,
  };
}

/** A Session of no order here: held while it names one that may still appear, reported when it took money. */
async function adoptOrHold(
  deps: Deps,
  session: Stripe.Checkout.Session,
  named: string | null | undefined,
): Promise<Applied> {
  const names = [session.id];
  const paid = session.status === "complete" && session.payment_status !== "unpaid";
  if (!paid) return named ? orderUnknown(named, "", names) : notOurs(null, null, names);
  const says = `Stripe took a payment by ${session.id}, and no order here belongs to it${named ? ` (it names ${named})` : ""}.`;
  const finding = {
    code: "PAYMENT_WITHOUT_ORDER",
    subject: session.id,
    says,
    evidence: { session: session.id, named: named ?? null },
  };
  await deps.db.transaction().execute((tx) => openFinding(tx, finding, deps.options.now()));
  return { kind: "held", code: "PAYMENT_WITHOUT_ORDER", says, named: named ?? null, names };
}
