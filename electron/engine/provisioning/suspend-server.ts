import type { Deps } from "../deps.ts";
import { closeFinding, openFinding } from "../findings/findings.ts";
import type { JobHandler, JobOutcome } from "../jobs/job.ts";
import { mustStandStill } from "../lifecycle/decide-standing.ts";
import { mirrorServer } from "../mirror/mirror-rows.ts";
import { PANEL_NOT_SET } from "../mirror/read-panel.ts";
import { findOrder, type Order, patchOrder, statesOf } from "../orders/order-repository.ts";
import type { Panel, PanelFault, PanelServer } from "../panel/panel-port.ts";
import { OrderPayload } from "./claim-order.ts";
import { mayHappenUntil } from "./create-timing.ts";
import { idsOf } from "./record-server.ts";
import { listSteps } from "./step-journal.ts";

const DONE: JobOutcome = { kind: "done" };

/**
 * Makes the panel agree with what the order says of its server, as it says when this runs: suspended where the service or
 * the money stopped, running else. May run any number of times. What can't be done is a finding, never silent.
 */
export function suspendServer(deps: Deps): JobHandler {
  return async (job) => {
    const { orderId } = OrderPayload.parse(job.payload);
    const order = await findOrder(deps.db, orderId);
    if (!order) return { kind: "dead", code: "ORDER_NOT_FOUND", says: `There is no order ${orderId}.` };
    if (!deps.panel) return settleFault(deps, order, PANEL_NOT_SET);
    const { result } = await findServer(deps.panel, order);
    if (!result.ok) return settleFault(deps, order, result.error);
    if (!result.value) return settleMissing(deps, order);
    const waits = isToBeSuspended(order) && isBusy(result.value) && job.attempts <= MOST_WAITS;
    return waits ? waitFor(deps, result.value) : bringInLine(deps, deps.panel, order, result.value);
  };
}

/** How often a server that installs is waited for: 15 min. One that never ends installing is suspended all the same. */
const MOST_WAITS = 180;
const WAIT_MS = 5_000;

/**
 * A suspension takes the place of the panel's word for what goes on, and its end says that all is well: suspended while it
 * installs, nobody could tell any more how that ended.
 */
const isBusy = ({ suspended, status }: PanelServer): boolean =>
  !suspended && (status === "installing" || status === "restoring_backup");

function waitFor({ options }: Deps, { id, status }: PanelServer): JobOutcome {
  const says = `Server ${id} is ${status?.replaceAll("_", " ")}; it is suspended when that has ended.`;
  return { kind: "retry", at: options.now() + WAIT_MS, code: "SERVER_BUSY", says };
}

const isToBeSuspended = (order: Order): boolean => mustStandStill(statesOf(order));

/** A refund may come while the server is being made: then only its external id tells which it is. */
const findServer = (panel: Panel, order: Order) =>
  order.ptero_server_id === null ? panel.findServerByExternalId(order.id) : panel.getServer(order.ptero_server_id);

async function bringInLine(deps: Deps, panel: Panel, order: Order, server: PanelServer): Promise<JobOutcome> {
  const wanted = isToBeSuspended(order);
  if (server.suspended !== wanted) {
    const { result } = await (wanted ? panel.suspendServer(server.id) : panel.unsuspendServer(server.id));
    if (!result.ok) return settleFault(deps, order, result.error);
  }
  await deps.db.transaction().execute(async (tx) => {
    const now = deps.options.now();
    const status = server.suspended === wanted ? server.status : wanted ? "suspended" : null;
    await mirrorServer(tx, { ...server, suspended: wanted, status }, now);
    const fresh = await findOrder(tx, order.id);
    if (fresh?.ptero_server_id === null && wanted) await patchOrder(tx, fresh, idsOf(server), now);
    await closeFinding(tx, "SERVER_NOT_SUSPENDED", order.id, now);
    await closeFinding(tx, "SERVER_GONE", order.id, now);
  });
  deps.changes.publish({ topic: "servers", ids: [String(server.id)] });
  return DONE;
}

/** No server: fine for an order that never had one, a finding where it had, and a wait while a create may still make it. */
async function settleMissing(deps: Deps, order: Order): Promise<JobOutcome> {
  const now = deps.options.now();
  if (order.ptero_server_id === null) {
    const until = mayHappenUntil(await listSteps(deps.db, order.id));
    if (until <= now) return DONE;
    const says = "The panel may still be making the server; it is looked for again when it must have ended.";
    return { kind: "retry", at: until, code: "CREATE_UNCERTAIN", says };
  }
  const fresh = await findOrder(deps.db, order.id);
  if (fresh?.service_state === "terminated") return DONE; // deleted on purpose
  const says = `Server ${order.ptero_server_id} is not on the panel any more, but the order names it.`;
  const finding = { code: "SERVER_GONE", subject: order.id, says, evidence: { serverId: order.ptero_server_id } };
  await deps.db.transaction().execute((tx) => openFinding(tx, finding, now));
  return DONE;
}

/** Asking twice does no harm, so all but a refusal comes again, backing off. */
async function settleFault(deps: Deps, order: Order, fault: PanelFault): Promise<JobOutcome> {
  const { code, says } = fault;
  if (fault.status === 404 && code === "PANEL_NOT_FOUND" && order.ptero_server_id !== null)
    return settleMissing(deps, order);
  if (fault.certainty !== "refused") {
    const wait = fault.retryAfterMs;
    return { kind: "retry", code, says, ...(wait === null ? {} : { at: deps.options.now() + Math.ceil(wait) }) };
  }
  const what = isToBeSuspended(order) ? "be suspended" : "run again";
  const finding = {
    code: "SERVER_NOT_SUSPENDED",
    subject: order.id,
    says: `The order's server should ${what}, and the panel refuses. ${says}`,
    evidence: fault,
  };
  await deps.db.transaction().execute((tx) => openFinding(tx, finding, deps.options.now()));
  return { kind: "dead", code, says };
}
