import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { closeFinding } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { mustStandStill } from "../lifecycle/decide-standing.ts";
import { settleOrder } from "../lifecycle/settle-order.ts";
import { mirrorServer } from "../mirror/mirror-rows.ts";
import { PANEL_NOT_SET } from "../mirror/read-panel.ts";
import { changeOrder, findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import { readBuild } from "../orders/server-build.ts";
import type { Panel, PanelServer } from "../panel/panel-port.ts";
import { mayHappenUntil } from "../provisioning/create-timing.ts";
import { forgetHealing } from "../provisioning/healing-mark.ts";
import { oneAtATime } from "../provisioning/one-at-a-time.ts";
import { idsOf } from "../provisioning/record-server.ts";
import { NO_TROUBLE } from "../provisioning/run.ts";
import { listSteps, newAttempt, writeStep } from "../provisioning/step-journal.ts";
import { suspendJob } from "../provisioning/suspend-job.ts";
import type { Db } from "../store/open-store.ts";
import { type Acting, type ActRefused, type ActResult, noOrder, notNow, ofPanel, published, refuse } from "./act.ts";
import { linkDifferences } from "./link-differences.ts";

export interface LinkAsked extends Acting {
  readonly serverId: number;
  /** The operator has seen how the server differs from what was sold, and takes it all the same. */
  readonly acceptDifferences: boolean;
}

const WANTING: ReadonlySet<Order["status"]> = new Set(["paid", "provisioning", "error", "provisioned"]);

/** Why no server can be linked to an order; null where one can. `isGone`: the panel has not the one it names. Pure. */
export function linkRefusal(order: Order, isGone: boolean): string | null {
  if (order.service_state === "terminated") return "The server was deleted on purpose. Sell a new one.";
  if (order.ptero_server_id !== null && !isGone) return `The order has server ${order.ptero_server_id} already.`;
  if (order.payment_state !== "paid") return "The order is not paid, so it gets no server.";
  return WANTING.has(order.status) ? null : `The order is ${order.status}. It gets no server any more.`;
}

/**
 * Makes a server that is on the panel already the order's: its external id there, its ids here. Creates wait meanwhile, so that
 * the order can't get two; while one may still take effect it is refused.
 */
export async function linkServer(deps: Deps, asked: LinkAsked): ActResult {
  const order = await findOrder(deps.db, asked.orderId);
  if (!order) return noOrder(asked.orderId);
  if (order.ptero_server_id === asked.serverId) return ok({ orderId: order.id, says: says(asked.serverId) });
  const { panel } = deps;
  if (!panel) return err(ofPanel(PANEL_NOT_SET));
  const gone = await isGone(panel, order);
  if (!gone.ok) return gone;
  const refusal = linkRefusal(order, gone.value);
  if (refusal !== null) return notNow(refusal);
  const done = await oneAtATime(panel, () => link(deps, panel, order, asked));
  published(deps, order.id);
  return done;
}

async function isGone(panel: Panel, { ptero_server_id: id }: Order): Promise<Result<boolean, ActRefused>> {
  if (id === null) return ok(false);
  const { result } = await panel.getServer(id);
  return result.ok ? ok(result.value === null) : err(ofPanel(result.error));
}

const says = (serverId: number) => `Server ${serverId} is the order's.`;

async function link(deps: Deps, panel: Panel, order: Order, asked: LinkAsked): ActResult {
  const until = mayHappenUntil(await listSteps(deps.db, order.id));
  if (until > deps.options.now())
    return refuse("CREATE_UNCERTAIN", "The panel may still be making this order's server. Wait until that is known.");
  const found = await findFree(deps.db, panel, order, asked);
  if (!found.ok) return found;
  const server = found.value;
  if (server.externalId !== order.id) {
    const { result } = await panel.changeExternalId(server.id, order.id);
    if (!result.ok) return err(ofPanel(result.error));
  }
  return record(deps, { ...server, externalId: order.id }, asked);
}

/** The server, if nothing speaks against its becoming the order's. */
async function findFree(
  db: Db,
  panel: Panel,
  order: Order,
  asked: LinkAsked,
): Promise<Result<PanelServer, ActRefused>> {
  const own = (await panel.findServerByExternalId(order.id)).result;
  if (!own.ok) return err(ofPanel(own.error));
  if (own.value && own.value.id !== asked.serverId)
    return refuse("SERVER_CONTRADICTED", `Server ${own.value.id} carries this order's id on the panel. Link that one.`);
  const { result } = await panel.getServer(asked.serverId);
  if (!result.ok) return err(ofPanel(result.error));
  const server = result.value;
  if (!server) return refuse("SERVER_NOT_FOUND", `The panel has no server ${asked.serverId}.`);
  const owner = await otherOrderOf(db, server, order.id);
  if (owner) return refuse("SERVER_TAKEN", `Server ${server.id} is order ${owner}'s.`);
  if (server.suspended || server.status !== null)
    return notNow(
      `Server ${server.id} is ${server.suspended ? "suspended" : server.status} on the panel. Link it when it runs.`,
    );
  const differences = linkDifferences(server, order);
  if (differences !== null && !asked.acceptDifferences) return refuse("SERVER_CONTRADICTED", differences);
  return ok(server);
}

async function otherOrderOf(db: Db, server: PanelServer, orderId: string): Promise<string | null> {
  const row = await db
    .selectFrom("orders")
    .select("id")
    .where((eb) => eb.or([eb("ptero_server_id", "=", server.id), eb("id", "=", server.externalId ?? "")]))
    .where("id", "!=", orderId)
    .executeTakeFirst();
  return row?.id ?? null;
}

const MENDED = ["SERVER_CONTRADICTED", "SERVER_GONE", "SERVER_RESIZED"];

/** What an operator has accepted is what the order has from now on. */
function asItIs(order: Order, { eggId, memoryMb, diskMb, cpuPercent }: PanelServer): string {
  return JSON.stringify({ ...readBuild(order.build), eggId, memoryMb, diskMb, cpuPercent });
}

async function record(deps: Deps, server: PanelServer, asked: LinkAsked): ActResult {
  const by = { cause: `operator:${asked.operator}`, at: deps.options.now() } as const;
  return deps.db.transaction().execute(async (tx): ActResult => {
    const order = await findOrder(tx, asked.orderId);
    if (!order) return noOrder(asked.orderId);
    const patch = { ...idsOf(server), ...NO_TROUBLE, build: asItIs(order, server), provisioned_at: by.at };
    const changed = await changeOrder(tx, order, "server_linked", by, patch);
    if (!changed.ok) return changed;
    const settled = await settleOrder(tx, changed.value, changed.value, by);
    if (!settled.ok) return settled;
    const step = { outcome: "done", code: null, found: { serverId: server.id }, finishedAt: by.at } as const;
    const attempt = newAttempt("record", { serverId: server.id }, by.at);
    await writeStep(tx, order.id, attempt, { ...step, says: `Server ${server.id} was linked by ${asked.operator}.` });
    await mirrorServer(tx, server, by.at);
    for (const code of MENDED) await closeFinding(tx, code, order.id, by.at);
    if (mustStandStill(statesOf(settled.value))) await enqueueJob(tx, suspendJob(order.id, by.at), by.at);
    await forgetHealing(tx, order.id);
    const act = { at: by.at, actor: asked.operator, act: "link_server", subject: order.id, reason: asked.reason };
    const after = { ...statesOf(settled.value), serverId: server.id };
    await recordAct(tx, { ...act, before: { ...statesOf(order), serverId: order.ptero_server_id ?? "none" }, after });
    return ok({ orderId: order.id, says: says(server.id) });
  });
}
