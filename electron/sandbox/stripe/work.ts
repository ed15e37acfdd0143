import { API_VERSION } from "./api-version.ts";
import { newId } from "./ids.ts";
import type { StripeFaults } from "./faults.ts";
import type { CliSessions } from "./cli/cli-sessions.ts";
import type { AnyObject } from "./shapes/object-types.ts";
import type { ApiKeys } from "./store/api-keys.ts";
import type { CliDeliveries } from "./store/cli-deliveries.ts";
import type { DeliveryQueue } from "./store/delivery-queue.ts";
import type { EventLog, StripeEvent } from "./store/event-log.ts";
import type { ObjectStore } from "./store/object-store.ts";
import type { Settings } from "./store/settings.ts";
import { endpointsFor } from "./webhooks/endpoints-for.ts";

/** Whose doing a change is: an API request, or nobody's (a person on the payment page, the clock), as events tell it. */
export interface Cause {
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}
export const NOBODY: Cause = { requestId: null, idempotencyKey: null };

/** One transaction on the world: what it changes, emits and queues is kept together or not at all. */
export interface Work {
  /** Epoch seconds, the same throughout. The machine's time: that of events, sessions and payments. */
  readonly now: number;
  readonly nowMs: number;
  /** Seconds by which the sandbox's own clock, by which subscriptions are billed, is ahead of `now`. */
  readonly ahead: number;
  readonly cause: Cause;
  readonly objects: ObjectStore;
  readonly events: EventLog;
  readonly deliveries: DeliveryQueue;
  readonly settings: Settings;
  readonly apiKeys: ApiKeys;
  readonly cli: CliSessions;
  readonly cliDeliveries: CliDeliveries;
  /** Origin under which this Stripe is reached, without a slash at its end. */
  readonly publicUrl: string;
  /** What has happened so far, in the order in which it did; {@link publish} writes it down. */
  readonly told: Told[];
  /** Events that somebody wants to be sent through the CLI once more. */
  readonly resent: StripeEvent[];
}

interface Told {
  readonly event: StripeEvent;
  readonly endpoints: readonly string[];
}
type Changed<T> = { readonly [K in keyof T]?: unknown };

/** Tells the world that `object` is now so: an event with a snapshot of it, and a delivery to every endpoint that listens. */
export function emit<T extends AnyObject>(work: Work, type: string, object: T, previous?: Changed<T>): StripeEvent {
  const endpoints = endpointsFor(work, type);
  const event: StripeEvent = {
    id: newId("event"),
    object: "event",
    api_version: API_VERSION,
    created: work.now,
    data: previous === undefined ? { object } : { object, previous_attributes: previous },
    livemode: false,
    pending_webhooks: endpoints.length + work.cli.connected,
    request: { id: work.cause.requestId, idempotency_key: work.cause.idempotencyKey },
    type,
  };
  work.told.push({ event, endpoints });
  return event;
}

/** Writes the transaction's events down, in this order, with their deliveries. Gives those that were made. */
export function publish(work: Work, told: readonly Told[], faults: StripeFaults): StripeEvent[] {
  const made = told.filter(({ event: { type } }) => faults.makes(type));
  for (const { event, endpoints } of made) {
    work.events.append(event);
    const payload = JSON.stringify(event, null, 2);
    for (const endpoint_id of endpoints)
      for (const after of faults.sends(event.type))
        work.deliveries.add({ event_id: event.id, endpoint_id, payload, created_at: work.nowMs + after });
  }
  return made.map(({ event }) => event);
}
