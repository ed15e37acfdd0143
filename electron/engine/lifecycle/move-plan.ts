import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { closeFinding } from "../findings/findings.ts";
import { mirrorServer } from "../mirror/mirror-rows.ts";
import { roomOfNode } from "../mirror/mirrored-nodes.ts";
import { reserve } from "../mirror/node-room.ts";
import { PANEL_NOT_SET } from "../mirror/read-panel.ts";
import { listReservations } from "../mirror/reservations.ts";
import { changeOrder, findOrder, type Order } from "../orders/order-repository.ts";
import { readBuild } from "../orders/server-build.ts";
import type { Panel, PanelServer } from "../panel/panel-port.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import { decideResize } from "./decide-resize.ts";
import { panelBuild, type PlanTarget } from "./plan-target.ts";
import type { By } from "./settle-order.ts";

/** Why an order is not on its new plan. `isLasting`: trying again changes nothing until something is mended. */
export interface MoveRefused {
  readonly code: string;
  readonly says: string;
  readonly retryAfterMs: number | null;
  readonly isLasting: boolean;
}

type Moved<T> = Promise<Result<T, MoveRefused>>;

const refused = (code: string, says: string) => err({ code, says, retryAfterMs: null, isLasting: true });
const WHILE_IT_IS_MADE_MS = 15_000;

/** The server that is to be resized; null for an order that has none, whose server is then made in the new size. */
export type Movable = { readonly panel: Panel; readonly server: PanelServer } | null;

/** Whether the order could be moved now, without moving it: same game, room on the node, room on the disk. */
export async function canMove(deps: Deps, order: Order, target: PlanTarget): Moved<Movable> {
  if (order.status === "provisioning") {
    const says = "The server is being made; its size is changed when it is there.";
    return err({ code: "SERVER_BEING_MADE", says, retryAfterMs: WHILE_IT_IS_MADE_MS, isLasting: false });
  }
  if (order.ptero_server_id === null) return ok(null);
  if (readBuild(order.build).eggId !== target.build.eggId)
    return refused("PLAN_OTHER_GAME", `${target.planName} runs another game. The server would have to be made anew.`);
  if (!deps.panel) return ofPanel(PANEL_NOT_SET);
  const { result } = await deps.panel.getServer(order.ptero_server_id);
  if (!result.ok) return ofPanel(result.error);
  if (!result.value) return refused("SERVER_GONE", `The panel has no server ${order.ptero_server_id} any more.`);
  return fits(deps, deps.panel, result.value, target);
}

async function fits(deps: Deps, panel: Panel, server: PanelServer, { build }: PlanTarget): Moved<Movable> {
  const { result: nodes } = await panel.listNodes();
  if (!nodes.ok) return ofPanel(nodes.error);
  const reserved = reserve(nodes.value.map(roomOfNode), await listReservations(deps.db, deps.options.now()));
  const shrinks = server.diskMb === 0 || build.diskMb < server.diskMb;
  const { result: used } = shrinks ? await panel.readDiskUsed(server.identifier) : { result: ok(null) };
  const decided = decideResize(server, build, {
    node: reserved.find(({ id }) => id === server.nodeId),
    diskUsedMb: used.ok ? used.value : null,
    onUnseenDisk: (await lifeSettings(deps.db)).onUnseenDisk,
  });
  return decided.ok ? ok({ panel, server }) : refused(decided.error.code, decided.error.says);
}

/** Makes the server what the target says, then the order. Repeating it changes nothing. */
export async function movePlan(deps: Deps, order: Order, target: PlanTarget, by: By): Moved<void> {
  const can = await canMove(deps, order, target);
  if (!can.ok) return can;
  const movable = can.value;
  if (movable) {
    const { result } = await movable.panel.changeBuild(movable.server.id, panelBuild(target.build));
    if (!result.ok) return ofPanel(result.error);
  }
  const written = await write(deps, order.id, target, movable?.server ?? null, by);
  if (!written.ok) return written;
  deps.changes.publish({ topic: "orders", ids: [order.id] });
  return ok(undefined);
}

async function write(deps: Deps, orderId: string, target: PlanTarget, server: PanelServer | null, by: By): Moved<void> {
  return deps.db.transaction().execute(async (tx) => {
    const order = await findOrder(tx, orderId);
    if (!order) return refused("ORDER_NOT_FOUND", `There is no order ${orderId}.`);
    if (server === null && order.ptero_server_id !== null) {
      const says = "The server was made meanwhile, in the size of before.";
      return err({ code: "SERVER_BEING_MADE", says, retryAfterMs: 0, isLasting: false });
    }
    const changed = await changeOrder(tx, order, "plan_changed", by, target.patch);
    if (!changed.ok) return refused(changed.error.code, changed.error.says);
    const { memoryMb, diskMb, cpuPercent } = target.build;
    if (server) await mirrorServer(tx, { ...server, memoryMb, diskMb, cpuPercent }, by.at);
    await closeFinding(tx, "SERVER_RESIZED", orderId, by.at); // a reading in between saw the new size first
    return ok(undefined);
  });
}

interface Faulty {
  readonly code: string;
  readonly says: string;
  readonly retryAfterMs: number | null;
  readonly certainty: string;
}

const ofPanel = ({ code, says, retryAfterMs, certainty }: Faulty) =>
  err({ code, says, retryAfterMs, isLasting: certainty === "refused" });
