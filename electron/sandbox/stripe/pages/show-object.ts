import type { StripeEvent } from "../store/event-log.ts";
import type { Work } from "../work.ts";
import type { ToldEvent } from "./event-tables.ts";
import { notFoundPage, sendPage } from "./layout.ts";
import { objectPage } from "./object-page.ts";

/** The page of the object or event with this id. */
export function showObject(work: Work, id: string): Response {
  const event = work.events.find(id);
  const object = event ?? work.objects.findAny(id);
  if (!object) return notFoundPage(`This Stripe has no ${id}.`);
  const events = work.events.about(id, 25).map((event) => told(work, event));
  const deliveries = event ? work.deliveries.ofEvent(id) : null;
  return sendPage(objectPage({ id, kind: event?.type ?? object.object, object, events, deliveries }));
}

/** The event with its deliveries. */
export const told = (work: Work, event: StripeEvent): ToldEvent => ({
  event,
  deliveries: work.deliveries.ofEvent(event.id),
});
