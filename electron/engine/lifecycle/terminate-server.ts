import { z } from "zod";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { closeFinding, openFinding } from "../findings/findings.ts";
import type { JobHandler, JobOutcome } from "../jobs/job.ts";
import { PANEL_NOT_SET } from "../mirror/read-panel.ts";
import { type Cause, changeOrder, findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import type { Panel, PanelFault } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { applySubscription } from "./apply-subscription.ts";
import { endAct, findScheduled, type ScheduledAct, takeUp } from "./scheduled-acts.ts";

const Payload = z.object({ scheduledId: z.number().int() });
/** What is refused is looked at again this often: the finding says why, and the act can be called off. */
const AGAIN_MS = 30 * 60_000;

/**
 * Ends an order's service for good: cancels what still bills, then deletes the server, if it is the order's. Looks before each
 * step, so that it may run any number of times; what was called off, or has lost its cause, deletes nothing.
 */
export function terminateServer(deps: Deps): JobHandler {
  return async (job) => {
    const { scheduledId } = Payload.parse(job.payload);
    const unsure = await hearStripe(deps, scheduledId);
    if (unsure) return unsure;
    const taken = await deps.db.transaction().execute((tx) => takeUp(tx, scheduledId, deps.options.now()));
    if (!taken) return { kind: "done" };
    const { act, order } = taken;
    const trouble = (await stopBilling(deps, order)) ?? (await removeServer(deps.panel, order));
    if (trouble) return later(deps, order, trouble);
    await finish(deps, act, `job:${job.id}`);
    return { kind: "done" };
  };
}

interface Trouble {
  readonly code: string;
  readonly says: string;
  readonly retryAfterMs: number | null;
  /** A refusal, not silence. */
  readonly isLasting: boolean;
}

const ofStripe = (fault: StripeFault): Trouble => ({ ...fault, isLasting: fault.code !== "STRIPE_UNREACHABLE" });
const ofPanel = (fault: PanelFault): Trouble => ({ ...fault, isLasting: fault.certainty === "refused" });

/** A policy deletes nothing on what was known days ago: the money may have come meanwhile, and its event not. */
async function hearStripe(deps: Deps, scheduledId: number): Promise<JobOutcome | null> {
  const act = await findScheduled(deps.db, scheduledId);
  if (!act?.cause.startsWith("policy:")) return null;
  const order = await findOrder(deps.db, act.order_id);
  if (!order?.stripe_subscription_id) return null;
  const came = await applySubscription(deps, order.stripe_subscription_id, "clock");
  if (came.kind !== "fault" || came.fault.code === "STRIPE_NOT_FOUND") return null;
  return later(deps, order, ofStripe(came.fault));
}

/** A server that is gone must not be paid for. One whose subscription has ended is not billed any more. */
async function stopBilling({ stripe }: Deps, order: Order): Promise<Trouble | null> {
  const id = order.stripe_subscription_id;
  if (id === null) return null;
  const read = await stripe.getSubscription(id);
  if (!read.ok) return read.error.code === "STRIPE_NOT_FOUND" ? null : ofStripe(read.error);
  if (read.value.status === "canceled" || read.value.status === "incomplete_expired") return null;
  const canceled = await stripe.cancelSubscription(id);
  return canceled.ok || canceled.error.code === "STRIPE_NOT_FOUND" ? null : ofStripe(canceled.error);
}

async function removeServer(panel: Panel | null, order: Order): Promise<Trouble | null> {
  const id = order.ptero_server_id;
  if (id === null) return null;
  if (!panel) return ofPanel(PANEL_NOT_SET);
  const seen = await panel.getServer(id);
  if (!seen.result.ok) return ofPanel(seen.result.error);
  const server = seen.result.value;
  if (!server) return null;
  if (server.externalId !== order.id) {
    const says = `Server ${id} carries ${server.externalId ?? "no external id"} on the panel, not this order's id. It is left as it is.`;
    return { code: "SERVER_CONTRADICTED", says, retryAfterMs: null, isLasting: true };
  }
  const { result } = await panel.deleteServer(id);
  return result.ok ? null : ofPanel(result.error);
}

/** Silence comes again by itself, backing off; a refusal is told, and looked at again now and then. */
async function later(deps: Deps, order: Order, { code, says, retryAfterMs, isLasting }: Trouble): Promise<JobOutcome> {
  const now = deps.options.now();
  if (!isLasting) return { kind: "retry", code, says, ...(retryAfterMs === null ? {} : { at: now + retryAfterMs }) };
  const told = `The order's server should be deleted, and was not. ${says}`;
  const finding = { code: "TERMINATION_REFUSED", subject: order.id, says: told, evidence: { code } };
  await deps.db.transaction().execute((tx) => openFinding(tx, finding, now));
  return { kind: "retry", code, says, at: now + AGAIN_MS };
}

async function finish(deps: Deps, act: ScheduledAct, cause: Cause): Promise<void> {
  const now = deps.options.now();
  await deps.db.transaction().execute(async (tx) => {
    const order = await findOrder(tx, act.order_id);
    if (order) await writeEnd(tx, order, act, { cause, at: now });
    await endAct(tx, act, { state: "done", by: act.cause, at: now });
  });
  deps.changes.publish({ topic: "orders", ids: [act.order_id] });
  deps.changes.publish({ topic: "servers", ids: [] });
}

/** Findings that are of no use about a server that is gone on purpose. */
const MOOT = ["TERMINATION_REFUSED", "SERVER_GONE", "SERVER_NOT_SUSPENDED", "RENEWAL_FAILED"];

async function writeEnd(tx: Db, order: Order, act: ScheduledAct, by: { readonly cause: Cause; readonly at: number }) {
  const before = statesOf(order);
  const changed = await changeOrder(tx, order, "server_terminated", by, { terminated_at: by.at });
  if (!changed.ok) throw new Error(changed.error.says); // taken up with a server, and read in this transaction: it can't be
  await tx.deleteFrom("panel_servers").where("id", "=", order.ptero_server_id).execute();
  for (const code of MOOT) await closeFinding(tx, code, order.id, by.at);
  await recordAct(tx, {
    at: by.at,
    actor: act.cause.replace(/^operator:/, ""),
    act: "terminate_server",
    subject: order.id,
    before: { ...before, serverId: order.ptero_server_id },
    after: statesOf(changed.value),
    reason: act.says,
  });
}
