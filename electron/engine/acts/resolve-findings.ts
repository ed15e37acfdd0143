import { ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { closeFinding, listOpenFindings } from "../findings/findings.ts";
import { findOrder } from "../orders/order-repository.ts";
import { type Acting, type ActResult, noOrder, published } from "./act.ts";

export interface ResolveAsked extends Acting {
  /** One code, or null for all that is open. */
  readonly code: string | null;
}

/**
 * Closes what is open on an order: a person has dealt with it, or decided that it is none. What is still so is found again by
 * whatever found it. With nothing open it changes nothing.
 */
export async function resolveFindings(deps: Deps, { orderId, operator, reason, code }: ResolveAsked): ActResult {
  const at = deps.options.now();
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    if (!(await findOrder(tx, orderId))) return noOrder(orderId);
    const open = await listOpenFindings(tx, { subject: orderId, ...(code === null ? {} : { code }) });
    if (open.length === 0) return ok({ orderId, says: "Nothing was open." });
    for (const finding of open) await closeFinding(tx, finding.code, orderId, at);
    const codes = open.map((finding) => finding.code).join(", ");
    const act = { at, actor: operator, act: "resolve_findings", subject: orderId, reason };
    await recordAct(tx, { ...act, before: { open: codes }, after: { open: "none" } });
    return ok({ orderId, says: `Closed: ${codes}.` });
  });
  published(deps, orderId);
  return done;
}
