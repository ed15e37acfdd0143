import type Stripe from "stripe";
import { findAddons, findPlan } from "../../catalog/read-catalog.ts";
import type { Deps } from "../../deps.ts";
import { applySessionObject } from "../../lifecycle/apply-session.ts";
import type { Applied } from "../../lifecycle/applied.ts";
import { applyInvoice } from "../../lifecycle/apply-invoice.ts";
import { applySubscription } from "../../lifecycle/apply-subscription.ts";
import { isPaidFor } from "../../lifecycle/decide-standing.ts";
import { findOrder, patchOrder, statesOf } from "../../orders/order-repository.ts";
import type { PanelServer } from "../../panel/panel-port.ts";
import type { StripeFault } from "../../stripe/stripe-gateway.ts";
import { idOf } from "../../stripe/stripe-reads.ts";
import { adoptServer } from "./adopt-server.ts";
import { type LostOrder, lostOrderRow } from "./lost-order.ts";
import { type OrderMetadata, readOrderMetadata } from "./order-metadata.ts";
import type { RebuildReport } from "./rebuild-report.ts";
import { noteRebuilt, wasRebuilt } from "./rebuilt-orders.ts";

/** What one run of a rebuild works with. */
export interface Recovery {
  readonly deps: Deps;
  /** The panel's servers by external id; empty where there is no panel. */
  readonly servers: ReadonlyMap<string, PanelServer>;
  readonly report: RebuildReport;
}

const CAUSE = "rebuilt";

/**
 * Writes the order of a Session anew where it is not here, and applies what the Session says. May be interrupted anywhere and
 * begun again. A fault is Stripe's: come again.
 */
export async function recoverFromSession(
  recovery: Recovery,
  session: Stripe.Checkout.Session,
): Promise<StripeFault | null> {
  const { deps } = recovery;
  const metadata = readOrderMetadata(session.metadata);
  if (!metadata || session.livemode !== (deps.options.env === "live")) return null;
  if ((await isSettled(deps, session)) && !(await wasRebuilt(deps.db, metadata.order_id))) return null;
  const askedAt = deps.options.now();
  const { amount_subtotal: amount, currency } = session;
  const isHere = await writeIfLost(recovery, metadata, {
    paid: amount === null || currency === null ? null : { amount, currency },
    email: session.customer_details?.email ?? session.customer_email,
    name: session.customer_details?.name ?? null,
    stripeCustomerId: idOf(session.customer),
    paidBy: "checkout",
  });
  if (!isHere) return null;
  const came = await applySessionObject(deps, session, askedAt, CAUSE);
  return finish(recovery, metadata.order_id, came, session.created * 1_000);
}

/** The same for a Subscription: for orders that were billed by e-mail, and where the Session is gone. */
export async function recoverFromSubscription(
  recovery: Recovery,
  subscription: Stripe.Subscription,
): Promise<StripeFault | null> {
  const { deps } = recovery;
  const metadata = readOrderMetadata(subscription.metadata);
  if (!metadata || subscription.livemode !== (deps.options.env === "live")) return null;
  const known = await findOrder(deps.db, metadata.order_id);
  if (
    known &&
    isPaidFor(statesOf(known)) &&
    known.subscription_status === subscription.status &&
    !isEnding(subscription)
  )
    return null;
  const { customer } = subscription;
  const isBilledByMail = subscription.collection_method === "send_invoice";
  const person = typeof customer === "string" || customer.deleted === true ? null : customer;
  const isHere = await writeIfLost(recovery, metadata, {
    paid: null,
    email: person?.email ?? null,
    name: person?.name ?? null,
    stripeCustomerId: idOf(customer),
    paidBy: isBilledByMail ? "invoice" : "checkout",
  });
  if (!isHere) return null;
  const invoice = idOf(subscription.latest_invoice);
  const isPaid = known !== undefined && isPaidFor(statesOf(known));
  const came =
    invoice && !isPaid
      ? await applyInvoice(deps, invoice, CAUSE)
      : await applySubscription(deps, subscription.id, CAUSE);
  return finish(recovery, metadata.order_id, came, subscription.created * 1_000);
}

const isEnding = ({ cancel_at, cancel_at_period_end }: Stripe.Subscription): boolean =>
  cancel_at !== null || cancel_at_period_end;

async function isSettled({ db }: Deps, session: Stripe.Checkout.Session): Promise<boolean> {
  const known = await db
    .selectFrom("order_sessions")
    .select("id")
    .where("stripe_session_id", "=", session.id)
    .where("status", "=", session.status ?? "open")
    .where("payment_status", "=", session.payment_status)
    .executeTakeFirst();
  return known !== undefined;
}

type Told = Pick<LostOrder, "paid" | "email" | "name" | "stripeCustomerId" | "paidBy">;

/** True where the order is here by now. */
async function writeIfLost({ deps, servers, report }: Recovery, metadata: OrderMetadata, told: Told): Promise<boolean> {
  const { order_id: id } = metadata;
  if (await findOrder(deps.db, id)) return true;
  const plan = await findPlan(deps.db, metadata.plan_id);
  const addons = await findAddons(deps.db, metadata.addons);
  const row = lostOrderRow({ metadata, plan, addons, server: servers.get(id), ...told });
  if (!row.ok) {
    report.failed.set(id, row.error);
    return false;
  }
  const { user_id, customer_email: email, created_at, updated_at, stripe_customer_id } = row.value;
  await deps.db.transaction().execute(async (tx) => {
    const order = await tx.insertInto("orders").values(row.value).returningAll().executeTakeFirstOrThrow();
    await noteRebuilt(tx, order, deps.options.now());
    await tx
      .insertInto("customers")
      .values({ user_id, email, stripe_customer_id, created_at, updated_at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  return true;
}

async function finish(
  { deps, servers, report }: Recovery,
  orderId: string,
  came: Applied,
  paidAt: number,
): Promise<StripeFault | null> {
  if (came.kind === "fault") return came.fault;
  if (came.kind === "refused") report.failed.set(orderId, came.says);
  if (await wasRebuilt(deps.db, orderId)) await datePayment(deps, orderId, paidAt);
  const server = servers.get(orderId);
  if (server) await adoptServer(deps, orderId, server);
  return null;
}

/** It was paid when Stripe took it, not when we heard of it again. */
async function datePayment({ db, options }: Deps, orderId: string, paidAt: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const order = await findOrder(tx, orderId);
    const isDated = !order || order.paid_at === null || order.paid_at === paidAt;
    if (!isDated) await patchOrder(tx, order, { paid_at: paidAt }, options.now());
  });
}
