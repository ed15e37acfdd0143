import { z } from "zod";
import type { PanelStore } from "../store/open-panel-store.ts";

/** What the panel asks of a node's daemon: `sync` carries changes and suspensions, `configure` the node's own settings. */
export const DaemonAct = z.enum(["create", "delete", "sync", "reinstall", "configure", "power"]);
export type DaemonAct = z.infer<typeof DaemonAct>;

/**
 * How a daemon fails an act: nothing listens, it breaks the connection, it takes the request and never answers, or it
 * answers with an error.
 */
export const DaemonFault = z.union([
  z.enum(["offline", "reset", "hang"]),
  z.strictObject({ status: z.number().int().min(400).max(599), says: z.string().optional() }),
]);
export type DaemonFault = z.infer<typeof DaemonFault>;

/** How a node's daemon behaves; data, kept with the node. An act that is not named is carried out. */
export const DaemonBehaviour = z.strictObject({
  faults: z.partialRecord(DaemonAct, DaemonFault).optional(),
  /** How often an act fails before it is carried out again; for ever, where it is not named. */
  times: z.partialRecord(DaemonAct, z.number().int().min(0)).optional(),
  /** How installs end: well (the default), failed, or never. */
  installs: z.enum(["well", "failed", "never"]).optional(),
  /** How long an install takes; the panel's own time, where it is not said. */
  installMs: z.number().int().min(0).optional(),
});
export type DaemonBehaviour = z.infer<typeof DaemonBehaviour>;

export const readBehaviour = (json: string): DaemonBehaviour => JSON.parse(json) as DaemonBehaviour;

/** The fault that this act meets on this node now; one that is counted is used up by it. */
export function faultFor(store: PanelStore, nodeId: number, act: DaemonAct): DaemonFault | undefined {
  const behaviour = readBehaviour(store.nodes.get(nodeId)!.daemon);
  const left = behaviour.times?.[act];
  const fault = behaviour.faults?.[act];
  if (fault === undefined || left === undefined) return fault;
  if (left === 0) return undefined;
  const times = { ...behaviour.times, [act]: left - 1 };
  store.nodes.update(nodeId, { daemon: JSON.stringify({ ...behaviour, times }) });
  return fault;
}
