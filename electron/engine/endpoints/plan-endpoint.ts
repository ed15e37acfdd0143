import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { EndpointPlan, EndpointWish } from "../../../shared/contract/endpoints.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { addressCheck, isPending, MADE_BY, type Measure, missingTypes } from "./judge-endpoint.ts";
import { isLoopback, type Needs } from "./needs.ts";
import type { PendingCreate } from "./pending-create.ts";
import type { Endpoint } from "./survey.ts";

export interface WishRefused {
  readonly code: "ENDPOINT_NOT_FOUND" | "ENDPOINT_ADDRESS_UNFIT";
  readonly says: string;
}

/** What is to be asked of Stripe. */
export type Step =
  | { readonly kind: "create"; readonly params: Stripe.WebhookEndpointCreateParams }
  | { readonly kind: "update"; readonly endpoint: Endpoint; readonly params: Stripe.WebhookEndpointUpdateParams }
  | { readonly kind: "remove"; readonly endpoint: Endpoint };

export interface Planned {
  readonly told: EndpointPlan;
  readonly step: Step;
}

/** What a wish comes to, as things stand at Stripe. Pure. */
export function planEndpoint(wish: EndpointWish, measure: Measure): Result<Planned, WishRefused> {
  const endpoint = measure.all.find(({ id }) => id === wish.endpointId);
  if (wish.act !== "create" && !endpoint)
    return err({ code: "ENDPOINT_NOT_FOUND", says: `Stripe has no endpoint ${wish.endpointId ?? ""} any more.` });
  if (wish.act === "disable" && endpoint) return ok(disabling(endpoint, measure));
  if (wish.act === "remove" && endpoint) return ok(removing(endpoint, measure));
  if (wish.act === "create" && endpoint && measure.pending && isPending(endpoint, measure))
    return ok(finishing(endpoint, measure.pending, measure));
  const stays = wish.act === "correct" && endpoint !== undefined && !isWrongThere(wish, endpoint, measure.needs);
  const address = stays ? ok(endpoint.url) : readAddress(wish.address, measure.needs);
  if (!address.ok) return address;
  if (wish.act === "correct" && endpoint) return ok(correcting(endpoint, address.value, measure));
  return ok(creating(address.value, wish.act === "recreate" ? endpoint : undefined, measure));
}

/** An address is corrected where it is wrong, or where another was named; a host that may be right is left alone. */
const isWrongThere = ({ address }: EndpointWish, endpoint: Endpoint, needs: Needs): boolean =>
  address !== null || addressCheck(endpoint, needs).state === "wrong";

const unfit = (says: string) => err({ code: "ENDPOINT_ADDRESS_UNFIT", says } as const);

function readAddress(given: string | null, needs: Needs): Result<string, WishRefused> {
  const address = given || needs.target;
  if (!address)
    return unfit("No address is known that Stripe could reach. Name one, or set WAYBILL_PUBLIC_URL to the ingress's.");
  const at = URL.parse(address);
  if (!at || !/^https?:$/.test(at.protocol) || at.username !== "")
    return unfit(`${address.slice(0, 200)} is no address.`);
  if (needs.livemode && at.protocol !== "https:") return unfit("Live events are posted to https alone.");
  if (!needs.stripeIsLocal && isLoopback(address))
    return unfit(`Stripe can't reach ${at.host}: it is in no network of its own. Use the forward there.`);
  return ok(address);
}

function finishing(endpoint: Endpoint, { params }: PendingCreate, measure: Measure): Planned {
  const title = `Finish creating ${endpoint.id}`;
  const plan = [
    "Ask Stripe to create it by the same key as before: it repeats its answer",
    "Keep the signing secret in it",
  ];
  const not = "No second endpoint is made while Stripe knows the key, which is for a day.";
  return planned({ title, plan, not, toType: null }, { kind: "create", params }, measure);
}

function creating(url: string, replaced: Endpoint | undefined, measure: Measure): Planned {
  const { needs } = measure;
  const events = replaced ? unionOf(replaced, needs) : [...needs.types];
  const params = {
    url,
    enabled_events: events,
    api_version: needs.apiVersion,
    description: `Waybill, ${needs.env}`,
    metadata: { [MADE_BY]: needs.env, ...(replaced && { waybill_replaces: replaced.id }) },
  } as Stripe.WebhookEndpointCreateParams;
  const lines = [
    `Create an endpoint at Stripe that posts to ${url}`,
    `Event types: ${wordsOf(events)}`,
    `API version: ${needs.apiVersion}`,
    "Keep its signing secret when Stripe shows it, the only time it does",
  ];
  const title = replaced ? `Create an endpoint in place of ${replaced.id}` : "Create the endpoint";
  const not = replaced
    ? `${replaced.id} stays as it is until you disable it. Until then both post; each event is applied once.`
    : "Nothing else at Stripe is touched.";
  return planned({ title, plan: lines, not, toType: null }, { kind: "create", params }, measure);
}

const unionOf = ({ enabled_events: sent }: Endpoint, { types }: Needs): string[] =>
  sent.includes("*") ? ["*"] : [...new Set([...sent, ...types])];

const wordsOf = (events: readonly string[]): string =>
  events.includes("*") ? "all" : `${events.length}, all that Waybill handles`;

function correcting(endpoint: Endpoint, url: string, measure: Measure): Planned {
  const { needs } = measure;
  const missing = missingTypes(endpoint, needs);
  const params: Stripe.WebhookEndpointUpdateParams = {
    ...(endpoint.url !== url && { url }),
    ...(endpoint.status !== "enabled" && { disabled: false }),
    ...(missing.length > 0 && {
      enabled_events: unionOf(endpoint, needs) as Stripe.WebhookEndpointUpdateParams.EnabledEvent[],
    }),
  };
  const lines = [
    ...(params.url === undefined ? [] : [`Address: ${endpoint.url} becomes ${url}`]),
    ...(params.disabled === undefined ? [] : ["Status: disabled becomes enabled"]),
    ...(missing.length > 0 ? [`Event types added: ${missing.join(", ")}`] : []),
  ];
  const plan = lines.length > 0 ? lines : ["Nothing: it is as it should be"];
  const not = "Its signing secret, its API version and the types that it has stay.";
  return planned(
    { title: `Correct ${endpoint.id}`, plan, not, toType: null },
    { kind: "update", endpoint, params },
    measure,
  );
}

function disabling(endpoint: Endpoint, measure: Measure): Planned {
  const plan = [`Stripe stops posting to ${endpoint.url}`, "What it had still to deliver is not delivered by it"];
  const not = "It stays at Stripe with its secret, and can be enabled again. What it missed comes by catch-up.";
  const step = { kind: "update", endpoint, params: { disabled: true } } as const;
  return planned({ title: `Disable ${endpoint.id}`, plan, not, toType: typedFor(endpoint, measure) }, step, measure);
}

function removing(endpoint: Endpoint, measure: Measure): Planned {
  const plan = [
    `Remove ${endpoint.id} at Stripe; it posted to ${endpoint.url}`,
    "Its signing secret signs nothing any more",
  ];
  const not = "This can't be taken back. Events stay at Stripe, and come by catch-up.";
  const told = { title: `Remove ${endpoint.id}`, plan, not, toType: typedFor(endpoint, measure) };
  return planned(told, { kind: "remove", endpoint }, measure);
}

/** In live, an end of deliveries is typed. */
const typedFor = ({ url }: Endpoint, { needs }: Measure): string | null =>
  needs.livemode ? (URL.parse(url)?.host ?? url) : null;

function planned(told: Omit<EndpointPlan, "planned">, step: Step, { pending }: Measure): Planned {
  const state = step.kind === "create" ? pending?.key : stateOf(step.endpoint);
  const digest = createHash("sha256")
    .update(JSON.stringify([told, state]))
    .digest("hex")
    .slice(0, 32);
  return { told: { ...told, planned: digest }, step };
}

const stateOf = ({ id, url, status, enabled_events, api_version }: Endpoint) => [
  id,
  url,
  status,
  enabled_events,
  api_version,
];
