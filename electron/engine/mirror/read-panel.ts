import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { Panel, PanelFault } from "../panel/panel-port.ts";
import { compareOrders } from "./compare-orders.ts";
import { fillFromMirror } from "./fill-from-mirror.ts";
import { type MirrorMark, readMark, writeMark } from "./mirror-age.ts";
import { replaceNodes, replaceServers } from "./mirror-rows.ts";

export type MirrorDeps = Pick<Deps, "db" | "options" | "panel" | "changes">;

/** What asking says where no panel is set. */
export const PANEL_NOT_SET: PanelFault = {
  certainty: "refused",
  code: "PANEL_NOT_CONFIGURED",
  says: "No panel is set. Set WAYBILL_PANEL_URL and WAYBILL_PANEL_API_KEY.",
  status: null,
  panelCode: null,
  fields: [],
  retryAfterMs: null,
};

type PanelRead = Result<{ readonly nodes: number; readonly servers: number }, PanelFault>;

/**
 * Reads all nodes and servers from the panel and makes the mirror that, in one transaction; a failure leaves the mirror and
 * is noted beside it. Orders that lack an address or identifier get it, and those whose server is gone or
 * resized a finding. Readings asked for at the same time are one.
 */
export const readPanel = (deps: MirrorDeps): Promise<PanelRead> =>
  deps.panel ? once(wholeReadings, deps.panel, (panel) => readAll(deps, panel)) : notSet(deps, "mirror.panel");

/** As {@link readPanel}, but the nodes alone: all that the room on them is reckoned by. */
export const readNodes = (deps: MirrorDeps): Promise<Result<{ readonly nodes: number }, PanelFault>> =>
  deps.panel ? once(nodeReadings, deps.panel, (panel) => readOnlyNodes(deps, panel)) : notSet(deps, "mirror.nodes");

const wholeReadings = new WeakMap<Panel, Promise<PanelRead>>();
const nodeReadings = new WeakMap<Panel, Promise<Result<{ readonly nodes: number }, PanelFault>>>();

function once<T>(readings: WeakMap<Panel, Promise<T>>, panel: Panel, read: (panel: Panel) => Promise<T>): Promise<T> {
  const underway = readings.get(panel);
  if (underway) return underway;
  const reading = read(panel).finally(() => readings.delete(panel));
  readings.set(panel, reading);
  return reading;
}

async function readAll(deps: MirrorDeps, panel: Panel): Promise<PanelRead> {
  const readAt = deps.options.now();
  const [nodes, servers] = await Promise.all([panel.listNodes(), panel.listServers()]);
  if (!nodes.result.ok) return failed(deps, "mirror.panel", nodes.result.error);
  if (!servers.result.ok) return failed(deps, "mirror.panel", servers.result.error);
  const [allNodes, allServers] = [nodes.result.value, servers.result.value];
  const changed = await deps.db.transaction().execute(async (tx) => {
    await replaceNodes(tx, allNodes, readAt);
    await replaceServers(tx, allServers, readAt);
    await writeMark(tx, "mirror.nodes", { readAt, failedAt: null, failure: null }, readAt);
    await writeMark(tx, "mirror.panel", { readAt, failedAt: null, failure: null }, readAt);
    const now = deps.options.now();
    return [...(await fillFromMirror(tx, now)), ...(await compareOrders(tx, now))];
  });
  deps.changes.publish({ topic: "servers", ids: [] });
  if (changed.length > 0) deps.changes.publish({ topic: "orders", ids: [...new Set(changed)] });
  return ok({ nodes: allNodes.length, servers: allServers.length });
}

async function readOnlyNodes(deps: MirrorDeps, panel: Panel): Promise<Result<{ readonly nodes: number }, PanelFault>> {
  const readAt = deps.options.now();
  const { result } = await panel.listNodes();
  if (!result.ok) return failed(deps, "mirror.nodes", result.error);
  await deps.db.transaction().execute(async (tx) => {
    await replaceNodes(tx, result.value, readAt);
    await writeMark(tx, "mirror.nodes", { readAt, failedAt: null, failure: null }, readAt);
  });
  deps.changes.publish({ topic: "servers", ids: [] });
  return ok({ nodes: result.value.length });
}

async function failed(deps: MirrorDeps, mark: MirrorMark, fault: PanelFault) {
  const failedAt = deps.options.now();
  await deps.db.transaction().execute(async (tx) => {
    const { readAt } = await readMark(tx, mark);
    await writeMark(tx, mark, { readAt, failedAt, failure: fault.says }, failedAt);
  });
  deps.changes.publish({ topic: "status", ids: [] });
  return err(fault);
}

const notSet = (deps: MirrorDeps, mark: MirrorMark) => failed(deps, mark, PANEL_NOT_SET);
