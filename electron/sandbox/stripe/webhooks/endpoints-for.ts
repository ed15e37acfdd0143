import type { WebhookEndpoint } from "../shapes/object-types.ts";
import type { Work } from "../work.ts";

const ALL = { limit: 100 };

/** The ids of the enabled endpoints that listen to this type of event. */
export function endpointsFor(work: Pick<Work, "objects">, type: string): string[] {
  return work.objects
    .list("webhook_endpoint", ALL, { where: { status: "enabled" } })
    .data.filter((endpoint) => listensTo(endpoint, type))
    .map((endpoint) => endpoint.id);
}

const listensTo = ({ enabled_events }: WebhookEndpoint, type: string): boolean =>
  enabled_events.includes("*") || enabled_events.includes(type);
