import type { DaemonAct } from "../daemon/behaviour.ts";
import type { NodeRow } from "../store/rows.ts";
import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";

/** What the panel answers where the node's daemon does not do as told; null where it did, or nobody looked. */
export async function refusedByDaemon(call: Call, node: NodeRow, act: DaemonAct): Promise<Answer | null> {
  const failure = await call.daemon.ask(node, act);
  return failure && call.dialect.answerFor(failure, crypto.randomUUID());
}
