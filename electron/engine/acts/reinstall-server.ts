import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { listHolds } from "../lifecycle/holds.ts";
import { inTurn } from "../lifecycle/in-turn.ts";
import { mirrorServer } from "../mirror/mirror-rows.ts";
import { PANEL_NOT_SET } from "../mirror/read-panel.ts";
import { findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import type { Panel, PanelServer } from "../panel/panel-port.ts";
import {
  type Acting,
  type ActRefused,
  type ActResult,
  noOrder,
  notNow,
  ofPanel,
  published,
  refuse,
  serverOf,
} from "./act.ts";
import { notConfirmed } from "./confirm.ts";
import { cameTo, noteRequest } from "./once.ts";

export interface ReinstallAsked extends Acting {
  /** What the operator typed: the server's name. */
  readonly confirm: string | null;
  /** The console's own id of one press. */
  readonly requestId: string | null;
}

/** Why a server is not to be reinstalled now; null where it may be. Pure. */
export function reinstallRefusal(order: Order): string | null {
  const server = serverOf(order);
  if (!server.ok) return server.error;
  if (order.status !== "provisioned") return `The order is ${order.status}. Only a server in service is reinstalled.`;
  // The panel lifts a suspension with a reinstall.
  return order.service_state === "suspended"
    ? "The server is suspended, and the panel would let it run after a reinstall. Unsuspend it first."
    : null;
}

/**
 * Installs the order's server once more, over what is on it. Refused for one that must stand still, that is not the order's on
 * the panel, or that installs already. Asked twice under one id it is one installation.
 */
export const reinstallServer = (deps: Deps, asked: ReinstallAsked): ActResult =>
  inTurn(deps, asked.requestId ?? asked.orderId, () => reinstall(deps, asked));

async function reinstall(deps: Deps, asked: ReinstallAsked): ActResult {
  const known = await cameTo(deps.db, asked.requestId);
  if (known !== null) return ok({ orderId: known, says: "The server installs again." });
  const order = await findOrder(deps.db, asked.orderId);
  if (!order) return noOrder(asked.orderId);
  const refusal = reinstallRefusal(order);
  if (refusal !== null) return notNow(refusal);
  const holds = await listHolds(deps.db, order.id);
  if (holds.length > 0) return refuse("SERVICE_HELD", holds.map(({ says }) => says).join(" "));
  const unconfirmed = notConfirmed(deps.options.env, asked.confirm, { kind: "name", name: order.server_name });
  if (unconfirmed) return err(unconfirmed);
  if (!deps.panel) return err(ofPanel(PANEL_NOT_SET));
  const server = await ownServer(deps.panel, order);
  if (!server.ok) return server;
  const act = { at: deps.options.now(), actor: asked.operator, act: "reinstall_server", subject: order.id };
  const before = { ...statesOf(order), serverStatus: server.value.status ?? "running" };
  await recordAct(deps.db, { ...act, before, after: { serverStatus: "installing" }, reason: asked.reason });
  const { result } = await deps.panel.reinstallServer(server.value.id);
  if (!result.ok) return err(ofPanel(result.error));
  const noted = { act: "reinstall", subject: order.id, at: deps.options.now() };
  await noteRequest(deps.db, asked.requestId, noted);
  const installing = { ...server.value, status: "installing" };
  await deps.db.transaction().execute((tx) => mirrorServer(tx, installing, deps.options.now()));
  deps.changes.publish({ topic: "servers", ids: [String(server.value.id)] });
  published(deps, order.id);
  return ok({ orderId: order.id, says: `Server ${server.value.id} installs again.` });
}

/** The server as the panel has it now, if it is the order's and nothing is under way on it. */
async function ownServer(panel: Panel, order: Order): Promise<Result<PanelServer, ActRefused>> {
  const { result } = await panel.getServer(order.ptero_server_id ?? 0);
  if (!result.ok) return err(ofPanel(result.error));
  const server = result.value;
  if (!server) return refuse("SERVER_NOT_FOUND", `The panel has no server ${order.ptero_server_id} any more.`);
  if (server.externalId !== order.id)
    return refuse(
      "SERVER_CONTRADICTED",
      `Server ${server.id} does not carry this order's id on the panel. It is left as it is.`,
    );
  if (server.suspended) return notNow("The server is suspended on the panel, and would run after a reinstall.");
  const isBusy = server.status === "installing" || server.status === "restoring_backup";
  return isBusy ? notNow(`Server ${server.id} is ${server.status.replaceAll("_", " ")} already.`) : ok(server);
}
