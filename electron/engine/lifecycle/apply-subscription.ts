import type { Deps } from "../deps.ts";
import type { Cause } from "../orders/order-repository.ts";
import { type Applied, faulted, orderUnknown } from "./applied.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { findOrderByTrail } from "./find-order.ts";
import { inTurn } from "./in-turn.ts";
import { readSubscription } from "./read-subscription.ts";
import { writeSubscription } from "./write-subscription.ts";

/** Reads the Subscription from Stripe now and applies what it says. */
export const applySubscription = (deps: Deps, subscriptionId: string, cause: Cause): Promise<Applied> =>
  inTurn(deps, subscriptionId, () => readAndApply(deps, subscriptionId, cause));

async function readAndApply(deps: Deps, subscriptionId: string, cause: Cause): Promise<Applied> {
  const read = await readSubscription(deps, subscriptionId);
  if (!read.ok) return faulted(read.error);
  const facts = read.value;
  const found = await findOrderByTrail(deps.db, { metadataOrderId: facts.orderId, subscriptionId });
  if (!found) return orderUnknown(facts.orderId, "No order here has this subscription.", [subscriptionId]);
  const by = { cause, at: deps.options.now() };
  const outcome = await changeWithRetry(deps, found.id, (tx, order) => writeSubscription(tx, order, order, facts, by));
  deps.wakeJobs();
  return outcome;
}
