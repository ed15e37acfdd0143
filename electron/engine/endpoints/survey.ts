import type Stripe from "stripe";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { heldSecrets } from "./held-secrets.ts";
import type { Measure } from "./judge-endpoint.ts";
import { needsOf, pinnedVersion } from "./needs.ts";
import { pendingCreate } from "./pending-create.ts";
import { withPermission } from "./permission-words.ts";

export type EndpointDeps = Pick<Deps, "db" | "options" | "secrets" | "stripe" | "changes">;
export type Endpoint = Stripe.WebhookEndpoint;

/** All that endpoints are judged by, as Stripe has them now. */
export async function survey(deps: EndpointDeps, ingressUrl: string): Promise<Result<Measure, StripeFault>> {
  const listed = await deps.stripe.listEndpoints();
  if (!listed.ok) return withPermission(listed.error, "read");
  const needs = needsOf(deps.options, ingressUrl, await pinnedVersion());
  const now = deps.options.now();
  const [held, pending] = [await heldSecrets(deps), await pendingCreate(deps.db, now)];
  return ok({ needs, held, all: listed.value, pending, now });
}
