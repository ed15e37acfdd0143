import { setTimeout as wait } from "node:timers/promises";
import { type Answer, refusal } from "../http/answer.ts";
import type { NodeRow } from "../store/rows.ts";
import { type DaemonAct, type DaemonFault, readBehaviour } from "./behaviour.ts";

export interface Daemon {
  /** Asks the node's daemon. Null when it did as told; else the answer that the panel gives for it. */
  ask(node: NodeRow, act: DaemonAct): Promise<Answer | null>;
}

export interface DaemonOptions {
  /** How long the panel waits for a daemon. */
  readonly timeoutMs: number;
  /** Ends every wait when the panel closes. */
  readonly closing: AbortSignal;
  readonly newRequestId: () => string;
}

/** The daemons of all nodes, each behaving as its node's row says at the moment of asking. */
export function createDaemon({ timeoutMs, closing, newRequestId }: DaemonOptions): Daemon {
  return {
    async ask(node, act) {
      const fault = readBehaviour(node.daemon).faults?.[act];
      if (fault === undefined) return null;
      if (fault === "hang") await wait(timeoutMs, undefined, { signal: closing }).catch(() => undefined);
      return answerFor(fault, newRequestId());
    },
  };
}

const CODE = "DaemonConnectionException";

function answerFor(fault: DaemonFault, requestId: string): Answer {
  if (typeof fault === "string")
    return refusal(504, CODE, "Could not establish a connection to the machine running this server. Please try again.");
  if (fault.status >= 500)
    return refusal(
      fault.status,
      CODE,
      `There was an error while communicating with the machine running this server. This error has been logged, please try again. (code: ${fault.status}) (request_id: ${requestId})`,
    );
  const says = fault.says ?? "The data provided in the request could not be validated.";
  return refusal(fault.status, CODE, `An error occurred on the remote host: ${says}. (request id: ${requestId})`);
}
