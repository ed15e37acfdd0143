import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { JobHandler, NewJob } from "../jobs/job.ts";
import { applySubscription } from "./apply-subscription.ts";

const Payload = z.object({ subscriptionId: z.string() });
/** After so many refusals Stripe will not hand it out: its events and catch-up tell of it then. */
const MOST_REFUSALS = 8;

/** The job that reads a Subscription which could not be read when its order was paid. */
export const applySubscriptionJob = (subscriptionId: string, now: number): NewJob => ({
  queue: "events",
  kind: "apply_subscription",
  key: `subscription:${subscriptionId}`,
  payload: { subscriptionId },
  runAt: now,
});

/** Applies the Subscription as its own event would; comes back while Stripe is silent. */
export function applySubscriptionLater(deps: Deps): JobHandler {
  return async (job) => {
    const { subscriptionId } = Payload.parse(job.payload);
    const came = await applySubscription(deps, subscriptionId, `job:${job.id}`);
    if (came.kind !== "fault") return { kind: "done" };
    const { code, says, retryAfterMs } = came.fault;
    if (code !== "STRIPE_UNREACHABLE" && job.attempts >= MOST_REFUSALS) return { kind: "dead", code, says };
    return { kind: "retry", code, says, ...(retryAfterMs === null ? {} : { at: deps.options.now() + retryAfterMs }) };
  };
}
