import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import { latestSession } from "../checkout/order-sessions.ts";
import type { Deps } from "../deps.ts";
import { applySession } from "../lifecycle/apply-session.ts";
import { findOrder, statesOf } from "./order-repository.ts";

export interface AskRefused {
  readonly code: "ORDER_NOT_FOUND" | "STRIPE_REFUSED" | "STRIPE_UNREACHABLE" | "STRIPE_NOT_CONFIGURED";
  readonly says: string;
}

/**
 * Reads the order's Checkout Session at Stripe now and applies what it says, as its event would have done. May be repeated;
 * what Stripe says a second time changes nothing.
 */
export async function askStripe(deps: Deps, orderId: string, operator: string): Promise<Result<void, AskRefused>> {
  const order = await findOrder(deps.db, orderId);
  if (!order) return err({ code: "ORDER_NOT_FOUND", says: `There is no order ${orderId}.` });
  const session = await latestSession(deps.db, orderId);
  if (!session) return err({ code: "STRIPE_REFUSED", says: "The order has no Checkout Session to ask for." });
  const act = { at: deps.options.now(), actor: operator, act: "ask_stripe", subject: orderId };
  await recordAct(deps.db, { ...act, before: statesOf(order), after: null, reason: null });
  const came = await applySession(deps, session.stripe_session_id, `operator:${operator}`);
  if (came.kind !== "fault") return ok(undefined);
  const { code, says } = came.fault;
  return err({ code: code === "STRIPE_NOT_FOUND" ? "STRIPE_REFUSED" : code, says });
}
