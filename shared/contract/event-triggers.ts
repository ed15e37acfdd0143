import { oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";

/** A test event that Stripe can be made to send. */
export const TriggerFixture = z.object({
  /** The event's type, as `stripe trigger` names it. */
  name: z.string(),
  /** What happens at Stripe for it, in a few words. */
  does: z.string(),
  /** Whether it can be made an order's own. */
  binds: z.boolean(),
});
export type TriggerFixture = z.infer<typeof TriggerFixture>;

export const triggersContract = {
  /** What can be triggered; `refusal` says why nothing can. */
  list: oc.output(
    z.object({
      fixtures: z.array(TriggerFixture),
      refusal: z.object({ code: z.string(), says: z.string() }).nullable(),
    }),
  ),
  /** Lets Stripe's CLI do what leads to the event, in sandbox and test only. `overrides` are `resource:field=value`. */
  run: oc
    .input(
      z.object({
        fixture: z.string().max(100),
        orderId: z.string().max(100).nullable().default(null),
        overrides: z.array(z.string().trim().max(300)).max(10).default([]),
      }),
    )
    .output(z.object({ says: z.string() }))
    .errors({
      TRIGGER_LIVE: refusals.TRIGGER_LIVE,
      TRIGGER_UNKNOWN: refusals.TRIGGER_UNKNOWN,
      TRIGGER_NO_CLI: refusals.TRIGGER_NO_CLI,
      TRIGGER_FAILED: refusals.TRIGGER_FAILED,
      TRIGGER_OVERRIDE_UNREADABLE: refusals.TRIGGER_OVERRIDE_UNREADABLE,
      ORDER_NOT_FOUND: refusals.ORDER_NOT_FOUND,
      STRIPE_NOT_CONFIGURED: refusals.STRIPE_NOT_CONFIGURED,
    }),
};
