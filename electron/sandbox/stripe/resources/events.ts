import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { LIST_FIELDS, listOf, pageRequest } from "../wire/lists.ts";
import { noSuch, refused } from "../wire/stripe-refusal.ts";

const PATH = "/v1/events";
const MOST_TYPES = 20;
const KEPT_FOR = 30 * 24 * 3600;

export const eventRoutes: readonly Route[] = [
  { method: "GET", path: PATH, run: listEvents },
  { method: "GET", path: `${PATH}/:id`, run: retrieveEvent },
];

function retrieveEvent({ work, fields, id }: Call): Reply {
  fields.allow("expand");
  const event = work.events.find(id);
  if (!event) throw noSuch("event", id);
  return reply(event);
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
