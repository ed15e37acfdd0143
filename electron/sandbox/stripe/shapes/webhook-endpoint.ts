import { newId } from "../ids.ts";
import type { WebhookEndpoint } from "./object-types.ts";

type Given = Pick<WebhookEndpoint, "url" | "enabled_events"> & Partial<WebhookEndpoint>;

export const newWebhookEndpoint = (given: Given, now: number): WebhookEndpoint => ({
  id: newId("webhook_endpoint"),
  object: "webhook_endpoint",
  api_version: null,
  application: null,
  created: now,
  description: null,
  livemode: false,
  metadata: {},
  status: "enabled",
  ...given,
});
