import type { RetryFilter } from "../../../shared/contract/acts.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { retryProvisioning, retryRefusal } from "../provisioning/retry-provisioning.ts";
import type { Db } from "../store/open-store.ts";
import type { ActRefused } from "./act.ts";
import { notConfirmed } from "./confirm.ts";

export interface ProvisionAllAsked {
  readonly filter: RetryFilter;
  /** How many the operator saw. */
  readonly count: number;
  readonly operator: string;
  /** What the operator typed: the number. */
  readonly confirm: string | null;
}

export interface ProvisionedAll {
  readonly says: string;
  readonly put: readonly string[];
  readonly refused: readonly { readonly orderId: string; readonly says: string }[];
}

/** The paid orders without a server that match and would be taken, oldest first. */
export async function listProvisionable(db: Db, filter: RetryFilter): Promise<string[]> {
  const { status, errorCode, region, planId, orderIds } = filter;
  let query = db
    .selectFrom("orders")
    .selectAll()
    .where("payment_state", "=", "paid")
    .where("ptero_server_id", "is", null)
    .where("status", "in", status === null ? ["paid", "provisioning", "error"] : [status]);
  if (errorCode !== null) query = query.where("error_code", "=", errorCode);
  if (region !== null) query = query.where("region", "=", region);
  if (planId !== null) query = query.where("plan_id", "=", planId);
  if (orderIds !== null) query = query.where("id", "in", orderIds);
  const orders = await query.orderBy("created_at").execute();
  return orders.filter((order) => retryRefusal(order) === null).map(({ id }) => id);
}

/**
 * Puts all that match to work. Refused where there are more or fewer than the operator saw. Each order is an act of its own: one
 * that changed in between is told and stops no other.
 */
export async function provisionAll(deps: Deps, asked: ProvisionAllAsked): Promise<Result<ProvisionedAll, ActRefused>> {
  const ids = await listProvisionable(deps.db, asked.filter);
  if (ids.length !== asked.count) {
    const says = `${ids.length} orders match by now, not ${asked.count}. Look again, then decide.`;
    return err({ code: "ORDER_CHANGED", says });
  }
  const unconfirmed = notConfirmed(deps.options.env, asked.confirm, { kind: "count", count: ids.length });
  if (unconfirmed) return err(unconfirmed);
  const put: string[] = [];
  const refused: { orderId: string; says: string }[] = [];
  for (const orderId of ids) {
    const retried = await retryProvisioning(deps, orderId, asked.operator);
    if (retried.ok) put.push(orderId);
    else refused.push({ orderId, says: retried.error.says });
  }
  const orders = put.length === 1 ? "1 order is" : `${put.length} orders are`;
  const says = `${orders} at work.${refused.length > 0 ? ` ${refused.length} changed meanwhile.` : ""}`;
  return ok({ says, put, refused });
}
