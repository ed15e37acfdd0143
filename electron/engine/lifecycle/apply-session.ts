import type Stripe from "stripe";
import type { Result } from "../../../shared/kernel/result.ts";
import { saveSession } from "../checkout/order-sessions.ts";
import type { Deps } from "../deps.ts";
import { openFinding } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { RefusedTransition } from "../orders/order-machines.ts";
import { type Cause, changeOrder, type Order, type OrderChanged, statesOf } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { idOf } from "../stripe/stripe-reads.ts";
import { type Applied, faulted, notOurs, orderUnknown } from "./applied.ts";
import { applySubscriptionJob } from "./apply-subscription-job.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { decideSession, type OrderFacts, type SessionFacts } from "./decide-session.ts";
import { isPaidFor } from "./decide-standing.ts";
import { findOrderByTrail } from "./find-order.ts";
import { inTurn } from "./in-turn.ts";
import { openOnce } from "./open-once.ts";
import { keepCustomer, paidPatch } from "./paid-session.ts";
import { readSubscription } from "./read-subscription.ts";
import { type By, settleOrder } from "./settle-order.ts";
import type { SubscriptionFacts } from "./subscription-facts.ts";
import { writeSubscription } from "./write-subscription.ts";

/** Reads the Session from Stripe now and applies what it says. `failed`: an event told that the bank refused. */
export const applySession = (deps: Deps, sessionId: string, cause: Cause, failed = false): Promise<Applied> =>
  inTurn(deps, sessionId, () => readAndApply(deps, sessionId, cause, failed));

async function readAndApply(deps: Deps, sessionId: string, cause: Cause, failed: boolean): Promise<Applied> {
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
  const found = await findOrderOf(deps, session, metadataOrderId);
  if (!found) return adoptOrHold(deps, session, metadataOrderId);
  const told = { session, askedAt, failed };
  const bills = idOf(session.subscription);
  const outcome = await (bills === null
    ? applyTo(deps, found, told, cause)
    : inTurn(deps, bills, () => applyTo(deps, found, told, cause)));
  deps.wakeJobs();
  return outcome;
}

interface Told {
  readonly session: Stripe.Checkout.Session;
  /** Epoch ms. */
  readonly askedAt: number;
  readonly failed: boolean;
}

async function applyTo(deps: Deps, found: Order, told: Told, cause: Cause): Promise<Applied> {
  const billed = await whatBills(deps, found, told.session);
  const by = { cause, at: deps.options.now() };
  return changeWithRetry(deps, found.id, async (tx, order) => {
    await saveSession(tx, order.id, told.session, told.askedAt);
    return decideAndWrite(tx, order, told, billed, by);
  });
}

/** A Session that was taken up again after it had expired is the same order's, whatever else it carries. */
async function findOrderOf({ db }: Deps, session: Stripe.Checkout.Session, metadataOrderId: string | null | undefined) {
  const found = await findOrderByTrail(db, { metadataOrderId, sessionId: session.id });
  return found ?? findOrderByTrail(db, { sessionId: session.recovered_from });
}

/** The Subscription of a payment that is news: it may have ended, or be past due, by the time that we hear of it. */
async function whatBills(deps: Deps, order: Order, session: Stripe.Checkout.Session): Promise<Billed> {
  const id = idOf(session.subscription);
  if (id === null || session.status !== "complete" || isPaidFor(statesOf(order))) return { facts: null, unread: null };
  const read = await readSubscription(deps, id);
  // The payment is worth more than the rest: what bills it is read later.
  return read.ok ? { facts: read.value, unread: null } : { facts: null, unread: id };
}

interface Billed {
  readonly facts: SubscriptionFacts | null;
  /** A Subscription that could not be read. */
  readonly unread: string | null;
}

async function decideAndWrite(
  tx: Db,
  order: Order,
  { session, failed }: Told,
  billed: Billed,
  by: By,
): Promise<Result<unknown, RefusedTransition | OrderChanged> | null> {
  const decision = decideSession(await factsOf(tx, order, session.id), sessionFacts(session), failed);
  if (decision.kind === "nothing") return null;
  if (decision.kind === "paid_twice") {
    const finding = { code: "PAID_TWICE", subject: order.id, says: decision.says, evidence: { session: session.id } };
    await openOnce(tx, finding, by.at);
    return null;
  }
  const { change, code, says } = decision;
  const paid = change === "payment_confirmed" || change === "amount_mismatched";
  const patch = { error_code: code, error_message: says, ...(paid ? paidPatch(order, session, by.at) : {}) };
  const changed = await changeOrder(tx, order, change, by, patch);
  if (!changed.ok || !paid) return changed;
  await keepCustomer(tx, changed.value, by.at);
  if (billed.unread) await enqueueJob(tx, applySubscriptionJob(billed.unread, by.at), by.at);
  return billed.facts
    ? writeSubscription(tx, order, changed.value, billed.facts, by)
    : settleOrder(tx, order, changed.value, by);
}

/** A stand-in for Stripe may leave out the subtotal; without discounts and taxes the total is the same. */
const sessionFacts = (session: Stripe.Checkout.Session): SessionFacts => ({
  id: session.id,
  status: session.status,
  payment_status: session.payment_status,
  amount_subtotal: session.amount_subtotal ?? session.amount_total ?? null,
  currency: session.currency ?? null,
});

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
    trialDays: order.trial_days,
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
