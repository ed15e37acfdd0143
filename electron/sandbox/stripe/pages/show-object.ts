import type { Work } from "../work.ts";
import { notFoundPage, sendPage } from "./layout.ts";
import { objectPage } from "./object-page.ts";

/** The page of the object or event with this id. */
export function showObject(work: Work, id: string): Response {
  const event = work.events.find(id);
  const object = event ?? work.objects.findAny(id);
  if (!object) return notFoundPage(`This Stripe has no ${id}.`);
  const events = work.events.about(id, 25);
  const deliveries = event ? work.deliveries.ofEvent(id) : null;
  return sendPage(objectPage({ id, kind: event?.type ?? object.object, object, events, deliveries }));
}
