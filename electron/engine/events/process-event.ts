import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { JobHandler, JobOutcome } from "../jobs/job.ts";
import type { Applied } from "../lifecycle/applied.ts";
import { notOurs } from "../lifecycle/applied.ts";
import { applyEvent } from "../lifecycle/apply-event.ts";
import type { Cause } from "../orders/order-repository.ts";
import { isHandled } from "./event-types.ts";
import { payloadText } from "./packed-text.ts";
import { settleCrash } from "./settle-crash.ts";
import { settleEvent } from "./settle-event.ts";

const Payload = z.object({ eventId: z.string() });
const Subject = z.object({
  data: z.object({
    object: z.object({ id: z.string(), charge: z.string().nullish(), payment_intent: z.string().nullish() }),
  }),
});

/** After so many refusals of Stripe the event is given up and shown; silence of Stripe is never given up. */
const MOST_REFUSALS = 8;
/** An event that crashes what applies it is a bug of ours: it is given up after so many runs, and stops no other. */
const MOST_CRASHES = 6;
/** That its order has appeared meanwhile is believed so often; then it is held after all. */
const MOST_HOPES = 5;

/** Applies one journaled event: reads the object it names from Stripe, decides by that, and settles the event's row. */
export function processEvent(deps: Deps): JobHandler {
  return async (job) => {
    const { eventId } = Payload.parse(job.payload);
    const event = await deps.db
      .selectFrom("stripe_events_log")
      .selectAll()
      .where("event_id", "=", eventId)
      .executeTakeFirst();
    if (!event || event.processed === 1) return { kind: "done" };
    try {
      const came = await applyPayload(deps, event.type, payloadText(event), `event:${eventId}`);
      const outcome = jobOutcome(came, job.attempts, deps.options.now());
      return await settleEvent(deps, event, came, outcome, job.attempts <= MOST_HOPES);
    } catch (cause) {
      deps.options.log.error({ err: cause, eventId, type: event.type }, "An event could not be applied");
      return settleCrash(deps, event, cause, job.attempts >= MOST_CRASHES);
    }
  };
}

/** Applies an event's payload (JSON text) by what Stripe says now of the object that it names. */
export async function applyPayload(deps: Deps, type: string, payload: string, cause: Cause): Promise<Applied> {
  if (!isHandled(type)) return notOurs();
  const subject = Subject.safeParse(JSON.parse(payload));
  if (!subject.success) return notOurs("EVENT_WITHOUT_OBJECT", "The event names no object that could be read.");
  return applyEvent(deps, type, subject.data.data.object, cause);
}

function jobOutcome(outcome: Applied, attempts: number, now: number): JobOutcome {
  if (outcome.kind !== "fault") return { kind: "done" };
  const { code, says, retryAfterMs } = outcome.fault;
  if (code !== "STRIPE_UNREACHABLE" && attempts >= MOST_REFUSALS) return { kind: "dead", code, says };
  return { kind: "retry", code, says, ...(retryAfterMs === null ? {} : { at: now + retryAfterMs }) };
}
