import type { Selectable } from "kysely";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { payloadText } from "../events/packed-text.ts";
import { readEvent, type ReadEvent } from "../events/read-event.ts";
import type { WebhookRequestsTable } from "../store/tables/events.ts";
import { type EventActRefused, type EventActResult, ofStripe, refuse } from "./event-act.ts";

type Arrival = Selectable<WebhookRequestsTable>;

/** An event that can be put through processing again. */
export interface Replayable {
  readonly event: ReadEvent;
  readonly payload: string;
  /** The arrival that was asked for. */
  readonly arrival: Arrival;
  /** The arrival was refused, so its bytes prove nothing: event and payload are what Stripe has under its id. */
  readonly fromStripe: boolean;
}

/**
 * What an entry of the journal can be replayed as. An accepted event is replayed as it was kept. A refused body may be forged:
 * only its id is believed, and the event is read at Stripe by it.
 */
export async function findReplayable(deps: Deps, journalId: number): EventActResult<Replayable> {
  const arrival = await deps.db
    .selectFrom("webhook_requests")
    .selectAll()
    .where("id", "=", journalId)
    .executeTakeFirst();
  if (!arrival) return refuse("EVENT_NOT_FOUND", `The journal has no entry ${journalId}.`);
  const found = arrival.verdict === "rejected" ? await readAtStripe(deps, arrival) : await readKept(deps, arrival);
  return found.ok ? ofThisMode(deps, found.value) : found;
}

async function readKept({ db }: Deps, arrival: Arrival): EventActResult<Replayable> {
  const kept = await db
    .selectFrom("stripe_events_log")
    .selectAll()
    .where("event_id", "=", arrival.event_id)
    .executeTakeFirst();
  if (!kept) return refuse("EVENT_NOT_KEPT", "The journal no longer holds this event. Let Stripe send it again.");
  return read(payloadText(kept), { arrival, fromStripe: false });
}

async function readAtStripe({ stripe }: Deps, arrival: Arrival): EventActResult<Replayable> {
  const claimed = readEvent(Buffer.from(arrival.body ?? []).toString("utf8"));
  if (!claimed.ok)
    return refuse("EVENT_UNREADABLE", "What was refused is no Stripe event, so there is nothing to replay.");
  const { eventId } = claimed.value;
  const event = await stripe.getEvent(eventId);
  if (event.ok) return read(JSON.stringify(event.value), { arrival, fromStripe: true });
  if (event.error.code !== "STRIPE_NOT_FOUND") return ofStripe(event.error);
  const says = `Stripe has no event ${eventId}: the request was forged, belongs to another account, or is older than 30 days. Nothing of it is applied.`;
  return refuse("EVENT_NOT_AT_STRIPE", says);
}

function read(payload: string, rest: Pick<Replayable, "arrival" | "fromStripe">): Result<Replayable, EventActRefused> {
  const event = readEvent(payload);
  return event.ok ? ok({ event: event.value, payload, ...rest }) : refuse("EVENT_UNREADABLE", event.error.says);
}

function ofThisMode({ options }: Deps, found: Replayable): Result<Replayable, EventActRefused> {
  if (found.event.thin)
    return refuse(
      "EVENT_UNREADABLE",
      "This is a thin event; Waybill reads snapshot events, so there is nothing to replay.",
    );
  if (found.event.livemode === (options.env === "live")) return ok(found);
  const [its, ours] = found.event.livemode ? ["live", options.env] : ["test", "live"];
  return refuse(
    "EVENT_OTHER_MODE",
    `This is an event of ${its} mode. Replay it in its own environment, not in ${ours}.`,
  );
}
