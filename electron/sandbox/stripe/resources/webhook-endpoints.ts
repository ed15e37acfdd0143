import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { newId } from "../ids.ts";
import type { WebhookEndpoint } from "../shapes/object-types.ts";
import { newWebhookEndpoint } from "../shapes/webhook-endpoint.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused } from "../wire/stripe-refusal.ts";
import { list, named, retrieve } from "./read-routes.ts";

const PATH = "/v1/webhook_endpoints";

export const webhookEndpointRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "DELETE", path: `${PATH}/:id`, run: remove },
  retrieve("webhook_endpoint", PATH),
  list("webhook_endpoint", PATH, [], () => ({})),
];

/** The one answer that holds the endpoint's secret. */
function create({ work, fields }: Call): Reply {
  fields.allow("api_version", "connect", "description", "enabled_events", "expand", "metadata", "url");
  const enabled_events = readEvents(fields);
  if (!enabled_events) throw missingParam("enabled_events");
  const given = {
    url: readUrl(fields, fields.required("url")),
    enabled_events,
    api_version: fields.text("api_version") ?? null,
    description: fields.text("description") ?? null,
    metadata: fields.metadata(),
  };
  const endpoint = newWebhookEndpoint(given, work.now);
  const secret = newId("signing_secret");
  work.objects.insert(endpoint, work.now, { secret, fromHost: false, unpointed: false });
  return reply({ ...endpoint, secret });
}

function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("description", "disabled", "enabled_events", "expand", "metadata", "url");
  const before = named(call, "webhook_endpoint");
  const url = fields.text("url");
  const disabled = fields.boolean("disabled");
  const after: WebhookEndpoint = {
    ...before,
    url: url === undefined ? before.url : readUrl(fields, url),
    enabled_events: readEvents(fields) ?? before.enabled_events,
    status: disabled === undefined ? before.status : disabled ? "disabled" : "enabled",
    description: fields.has("description") ? (fields.emptyable("description") ?? null) : before.description,
    metadata: fields.metadata(before.metadata),
  };
  work.objects.save(after);
  return reply(after);
}

function remove(call: Call): Reply {
  const { id } = named(call, "webhook_endpoint");
  call.work.objects.remove(id);
  call.work.deliveries.dropOf(id);
  return reply({ id, object: "webhook_endpoint", deleted: true });
}

function readEvents(fields: Fields): string[] | undefined {
  const events = fields.texts("enabled_events");
  if (events && events.length === 0) throw refused("enabled_events", "Name at least one event.");
  return events;
}

function readUrl(fields: Fields, text: string): string {
  const url = URL.parse(text);
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return text;
  throw refused(fields.path("url"), "Invalid URL: An explicit scheme (such as https) must be provided.", "url_invalid");
}
