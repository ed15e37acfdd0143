import type { WebhookEndpoint } from "../shapes/object-types.ts";
import { newWebhookEndpoint } from "../shapes/webhook-endpoint.ts";
import type { Work } from "../work.ts";

/**
 * Points the endpoint of this sandbox's host at `url`, making it where it is not there yet. It hears every event, unless
 * somebody changed that over the API. Null leaves it with its deliveries waiting, as an address that is down for now.
 */
export function pointHostEndpoint(work: Work, url: string | null, secret: string): void {
  if (url !== null && !/^https?:\/\/./.test(url)) throw new Error(`Webhooks can't be pointed at ${url}.`);
  const found = findHostEndpoint(work);
  if (found) {
    const address = url === null ? {} : { url };
    work.objects.save({ ...found, ...address });
    work.objects.saveHidden("webhook_endpoint", found.id, { secret, fromHost: true, unpointed: url === null });
  } else if (url !== null) {
    const description = "Waybill's own";
    const endpoint = newWebhookEndpoint({ url, enabled_events: ["*"], description }, work.now);
    work.objects.insert(endpoint, work.now, { secret, fromHost: true, unpointed: false });
  }
}

const findHostEndpoint = (work: Work): WebhookEndpoint | undefined =>
  work.objects
    .list("webhook_endpoint", { limit: 100 })
    .data.find(({ id }) => work.objects.hidden("webhook_endpoint", id).fromHost);
