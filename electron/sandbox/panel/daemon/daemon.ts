import type { PanelFaults } from "../faults.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import type { NodeRow } from "../store/rows.ts";
import { type DaemonAct, type DaemonFault, faultFor } from "./behaviour.ts";

/** Why the panel's daemon did not do as told: it can't be heard, or it says no. */
export type DaemonFailure =
  { readonly kind: "unreachable" } | { readonly kind: "refused"; readonly status: number; readonly says: string };

export interface Daemon {
  /** Asks the node's daemon. Null when it did as told. */
  ask(node: NodeRow, act: DaemonAct): Promise<DaemonFailure | null>;
}

export interface DaemonOptions {
  readonly store: PanelStore;
  /** How long the panel waits for a daemon. */
  readonly timeoutMs: number;
  readonly wait: (ms: number) => Promise<void>;
  readonly faults: PanelFaults;
}

/** The daemons of all nodes, each behaving as its node's row says at the moment of asking. */
export function createDaemon({ store, timeoutMs, wait, faults }: DaemonOptions): Daemon {
  return {
    async ask(node, act) {
      const fault = faults.daemon(node, act) ?? faultFor(store, node.id, act);
      if (fault === undefined) return null;
      if (fault === "hang") await wait(timeoutMs);
      return failureOf(fault);
    },
  };
}

function failureOf(fault: DaemonFault): DaemonFailure {
  if (typeof fault === "string") return { kind: "unreachable" };
  const says = fault.says ?? "The data provided in the request could not be validated.";
  return { kind: "refused", status: fault.status, says };
}
