import type Stripe from "stripe";
import type { EndpointCheck } from "../../../shared/contract/endpoints.ts";
import { WEBHOOK_PATH } from "../events/diagnosis-checks.ts";
import { counted, span } from "../trace/words.ts";
import type { HeldSecrets } from "./held-secrets.ts";
import { isLoopback, type Needs } from "./needs.ts";
import type { PendingCreate } from "./pending-create.ts";

/** What an endpoint is measured by. */
export interface Measure {
  readonly needs: Needs;
  readonly held: HeldSecrets;
  /** All of the account's endpoints, itself among them. */
  readonly all: readonly Stripe.WebhookEndpoint[];
  /** A create whose answer never came; null where none waits. */
  readonly pending: PendingCreate | null;
  readonly now: number;
}
type Endpoint = Stripe.WebhookEndpoint;
type Part = Omit<EndpointCheck, "part">;

/** Which environment's Waybill made an endpoint, and by which create. */
export const MADE_BY = "waybill";
export const MADE_FOR = "waybill_create";

const fine = (says: string): Part => ({ state: "fine", says });
const odd = (says: string): Part => ({ state: "odd", says });
const wrong = (says: string): Part => ({ state: "wrong", says });
const unknown = (says: string): Part => ({ state: "unknown", says });

/** Whether it is meant to post here: by its address, by who made it, or by a secret of its that we hold. */
export function isOurs({ id, url, metadata }: Endpoint, { needs, held }: Pick<Measure, "needs" | "held">): boolean {
  const at = URL.parse(url);
  return (
    metadata[MADE_BY] === needs.env ||
    held.ofEndpoint.has(id) ||
    (at !== null &&
      (at.pathname.includes(WEBHOOK_PATH) || needs.addresses.some((to) => URL.parse(to)?.host === at.host)))
  );
}

/** What it has of what is needed, in the order in which a delivery would fail. */
export function checksOf(endpoint: Endpoint, measure: Measure): EndpointCheck[] {
  return [
    { part: "address", ...addressCheck(endpoint, measure.needs) },
    { part: "status", ...status(endpoint) },
    { part: "secret", ...secret(endpoint, measure) },
    { part: "events", ...events(endpoint, measure.needs) },
    { part: "version", ...version(endpoint, measure.needs) },
    { part: "twice", ...twice(endpoint, measure) },
  ];
}

/** Whether its address leads here. */
export function addressCheck({ url }: Endpoint, needs: Needs): Part {
  const at = URL.parse(url);
  if (!at) return wrong(`${url.slice(0, 200)} is no address`);
  if (needs.livemode && at.protocol !== "https:") return wrong("http, and live events are posted to https alone");
  if (!needs.stripeIsLocal && isLoopback(url)) return wrong(`${at.host}: Stripe can't reach this machine there`);
  const path = at.pathname;
  if (path.startsWith(WEBHOOK_PATH) && /(\/.+?)\1\/*$/.test(path)) return wrong(`the path is doubled: ${path}`);
  if (path !== WEBHOOK_PATH) return wrong(`${path} answers 404 here; it is ${WEBHOOK_PATH}`);
  if (needs.addresses.includes(url)) return fine(url);
  const known = needs.target ? `, and this engine is known at ${URL.parse(needs.target)?.host}` : "";
  return odd(`${at.host}: whether it leads here was not asked${known}`);
}

const status = ({ status: word }: Endpoint): Part =>
  word === "enabled" ? fine("enabled") : wrong("disabled: Stripe posts nothing to it");

/** The types that are needed and not sent. */
export const missingTypes = ({ enabled_events: sent }: Endpoint, { types }: Needs): string[] =>
  sent.includes("*") ? [] : types.filter((type) => !sent.includes(type));

function events(endpoint: Endpoint, needs: Needs): Part {
  if (endpoint.enabled_events.includes("*")) return fine("all");
  const missing = missingTypes(endpoint, needs);
  const all = needs.types.length;
  if (missing.length === 0) return fine(`${all} of ${all} that Waybill handles`);
  const named = missing.slice(0, 4).join(", ");
  return wrong(`${missing.length} of ${all} missing: ${named}${missing.length > 4 ? ", …" : ""}`);
}

function version({ api_version: at }: Endpoint, { apiVersion }: Needs): Part {
  if (at === null) return unknown(`the account's default; Waybill reads ${apiVersion}`);
  return at === apiVersion ? fine(at) : odd(`${at}, and Waybill reads ${apiVersion}`);
}

/** Whether Stripe made it by the create whose answer never came. */
export const isPending = ({ metadata }: Endpoint, { pending }: Measure): boolean =>
  pending !== null && metadata[MADE_FOR] === pending.key;

function secret(endpoint: Endpoint, measure: Measure): Part {
  const { id, metadata } = endpoint;
  const { held } = measure;
  const own = held.ofEndpoint.get(id);
  if (own) return fine(`${own.fingerprint} is its own${used(own.usedAt, measure.now)}`);
  if (isPending(endpoint, measure))
    return wrong("made by Waybill; Stripe's answer was lost, and its secret with it so far");
  if (metadata[MADE_FOR] !== undefined)
    return wrong("made by Waybill, and its secret is lost: all it sends is refused");
  if (held.configured.length === 0) return wrong("none is held: all it sends is refused");
  const proved = held.configured.find((one) => one.usedAt !== null);
  if (proved && measure.all.filter((other) => isLive(other, measure)).length === 1)
    return fine(`${proved.fingerprint} fits${used(proved.usedAt, measure.now)}`);
  return unknown(
    `${counted(held.configured.length, "secret is", "secrets are")} configured; no arrival proves yet that one is its own`,
  );
}

const used = (at: number | null, now: number): string =>
  at === null ? "; nothing signed with it has arrived yet" : `; it signed what arrived ${span(now - at)} ago`;

const isLive = (endpoint: Endpoint, measure: Measure): boolean =>
  endpoint.status === "enabled" && isOurs(endpoint, measure);

function twice(endpoint: Endpoint, measure: Measure): Part {
  const same = measure.all.filter((other) => isLive(other, measure) && other.url === endpoint.url);
  const first = same.at(-1); // the list is the newest first
  if (endpoint.status !== "enabled" || same.length < 2 || first?.id === endpoint.id)
    return fine("it alone posts there");
  return odd(`${first?.id} posts the same to the same address`);
}
