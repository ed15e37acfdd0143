import { ok } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { retryProvisioning } from "../provisioning/retry-provisioning.ts";
import type { ActResult } from "./act.ts";

/** Puts a paid order without a server to work now, from where it stopped; one at work is looked at at once. */
export async function provisionOrder(deps: Deps, orderId: string, operator: string): ActResult {
  const retried = await retryProvisioning(deps, orderId, operator);
  return retried.ok
    ? ok({ orderId, says: "Provisioning runs now. It looks for the server before it makes one." })
    : retried;
}
