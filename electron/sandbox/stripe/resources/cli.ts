import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { API_VERSION } from "../api-version.ts";
import { refused } from "../wire/stripe-refusal.ts";

const WEBHOOK_FEATURES = new Set(["webhooks", "v2_events"]);

/** What Stripe's CLI asks for before it opens its socket. */
export const cliRoutes: readonly Route[] = [{ method: "POST", path: "/v1/stripecli/sessions", run: openSession }];

function openSession({ work, fields }: Call): Reply {
  const features =
    fields.texts("websocket_features") ??
    (fields.has("websocket_feature") ? [fields.required("websocket_feature")] : []);
  const feature = features.find((name) => name === "request_logs" || WEBHOOK_FEATURES.has(name));
  if (feature === undefined)
    throw refused("websocket_features", "This sandbox has the features webhooks and request_logs.");
  const session = work.cli.open({
    device: fields.text("device_name") ?? "",
    feature: feature === "request_logs" ? feature : "webhooks",
    forwardsTo: fields.emptyable("forward_to_url") ?? null,
  });
  return reply({
    object: "stripecli.session",
    websocket_id: session.id,
    websocket_url: `${work.publicUrl.replace(/^http/, "ws")}/stripecli/subscribe`,
    websocket_authorized_feature: session.feature,
    reconnect_delay: work.cli.reconnectDelay,
    secret: work.cli.secret,
    default_version: API_VERSION,
    latest_version: API_VERSION,
    display_connect_filter_warning: false,
    device_token: "",
  });
}
