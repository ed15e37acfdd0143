import { ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { findOrder } from "../orders/order-repository.ts";
import { type ActResult, noOrder, published } from "./act.ts";
import { cameTo, noteRequest } from "./once.ts";

export interface NoteAsked {
  readonly orderId: string;
  readonly operator: string;
  readonly text: string;
  readonly requestId: string | null;
}

/** Writes a note on an order, for whoever looks at it next. It stands in the audit, and is never changed. */
export async function addNote(deps: Deps, { orderId, operator, text, requestId }: NoteAsked): ActResult {
  const at = deps.options.now();
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    if (!(await findOrder(tx, orderId))) return noOrder(orderId);
    if ((await cameTo(tx, requestId)) === null) {
      await recordAct(tx, {
        at,
        actor: operator,
        act: "note",
        subject: orderId,
        before: null,
        after: null,
        reason: text,
      });
      await noteRequest(tx, requestId, { act: "note", subject: orderId, at });
    }
    return ok({ orderId, says: "The note is kept." });
  });
  published(deps, orderId);
  return done;
}
