import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { LIST_FIELDS, listOf, pageRequest } from "../wire/lists.ts";
import type { StripeEvent } from "../store/event-log.ts";
import { missingParam, noSuch, refused } from "../wire/stripe-refusal.ts";

import { referred } from "./read-routes.ts";

const PATH = "/v1/events";
const MOST_TYPES = 20;
const KEPT_FOR = 30 * 24 * 3600;

export const eventRoutes: readonly Route[] = [
  { method: "GET", path: PATH, run: listEvents },
  { method: "GET", path: `${PATH}/:id`, run: retrieveEvent },
  { method: "POST", path: `${PATH}/:id/retry`, run: retry },
];

function retrieveEvent(call: Call): Reply {
  call.fields.allow("expand");
  return reply(namedEvent(call));
}

function namedEvent({ work, id }: Call): StripeEvent {
  const event = work.events.find(id);
  if (!event) throw noSuch("event", id);
  return event;
}

/** What `stripe events resend` asks for: the event once more, through the CLI or to one endpoint, whatever it listens to. */
function retry(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("account", "expand", "for_stripecli", "webhook_endpoint");
  const event = namedEvent(call);
  const endpoint = fields.text("webhook_endpoint");
  if (endpoint !== undefined) {
    const { id } = referred(work, "webhook_endpoint", endpoint, "webhook_endpoint");
    const payload = JSON.stringify(event, null, 2);
    work.deliveries.add({ event_id: event.id, endpoint_id: id, payload, created_at: work.nowMs });
  } else if (fields.boolean("for_stripecli")) work.resent.push(event);
  else throw missingParam("webhook_endpoint");
  return reply(namedEvent(call));
}

function listEvents({ work, fields }: Call): Reply {
  fields.allow(...LIST_FIELDS, "delivery_success", "type", "types");
  const page = pageRequest(fields, "event", (id) => work.events.find(id) !== undefined);
  const type = fields.text("type");
  const types = fields.texts("types");
  if (type !== undefined && types) throw refused("types", "You may only specify one of these parameters: type, types.");
  if (types && types.length > MOST_TYPES)
    throw refused("types", `You may only specify up to ${MOST_TYPES} event types.`);
  const created = { ...page.created, gte: Math.max(page.created?.gte ?? 0, work.now - KEPT_FOR) };
  const filter = { types: type === undefined ? types : [type], deliverySuccess: fields.boolean("delivery_success") };
  return reply(listOf(PATH, work.events.list({ ...page, created }, filter)));
}
