import type { DaemonAct, DaemonFault } from "./daemon/behaviour.ts";
import type { Answer } from "./http/answer.ts";
import type { NodeRow } from "./store/rows.ts";

/** What the panel is asked, as far as a fault may depend on it. */
export interface AskedPanel {
  readonly method: string;
  readonly url: URL;
  readonly text: string;
}

/** What goes wrong at this panel on purpose. It is asked at each thing that can go wrong, and counts what it is asked. */
export interface PanelFaults {
  /** An answer in place of the panel's own, or null. */
  answers(asked: AskedPanel): Answer | null;
  /** How the daemon fails this act, where it does. */
  daemon(node: NodeRow, act: DaemonAct): DaemonFault | undefined;
  /** How an install that begins on this node ends, where not as the node's daemon says. */
  install(node: NodeRow): "failed" | "never" | "cut_off" | undefined;
  /** A server's install has just ended well. */
  serverRuns(serverId: number): void;
}

/** Nothing goes wrong but what the switches say. */
export const NO_PANEL_FAULTS: PanelFaults = {
  answers: () => null,
  daemon: () => undefined,
  install: () => undefined,
  serverRuns: () => {},
};
