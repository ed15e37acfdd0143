import type { AnyObject } from "../shapes/object-types.ts";
import type { StripeEvent } from "../store/event-log.ts";
import type { Work } from "../work.ts";
import { actButtons } from "./acts.ts";
import type { ToldEvent } from "./event-tables.ts";
import { notFoundPage, sendPage } from "./layout.ts";
import { objectPage } from "./object-page.ts";

const NEWEST = 25;

/** The page of the object or event with this id. */
export function showObject(work: Work, id: string): Response {
  const event = work.events.find(id);
  if (event) return sendPage(pageOfEvent(work, event));
  const object = work.objects.findAny(id);
  return object ? sendPage(pageOfObject(work, object)) : notFoundPage(`This Stripe has no ${id}.`);
}

function pageOfEvent(work: Work, event: StripeEvent) {
  const { deliveries, throughCli } = told(work, event);
  const sent = { of: "event", deliveries, throughCli } as const;
  return objectPage({ id: event.id, kind: event.type, object: event, acts: null, events: [], sent });
}

function pageOfObject(work: Work, object: AnyObject) {
  const { id } = object;
  const isEndpoint = object.object === "webhook_endpoint";
  const deliveries = isEndpoint ? work.deliveries.ofEndpoint(id, NEWEST) : [];
  return objectPage({
    id,
    kind: object.object,
    object,
    acts: actButtons(object),
    events: work.events.about(id, NEWEST).map((event) => told(work, event)),
    sent: isEndpoint ? { of: "endpoint", deliveries, throughCli: [] } : null,
  });
}

/** The event with its deliveries. */
export const told = (work: Work, event: StripeEvent): ToldEvent => ({
  event,
  deliveries: work.deliveries.ofEvent(event.id),
  throughCli: work.cliDeliveries.ofEvent(event.id),
});
