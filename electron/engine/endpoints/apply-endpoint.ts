import type Stripe from "stripe";
import type { EndpointAct, EndpointWish } from "../../../shared/contract/endpoints.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { createKept } from "./create-kept.ts";
import { withPermission } from "./permission-words.ts";
import { planEndpoint, type Planned, type WishRefused } from "./plan-endpoint.ts";
import { type Endpoint, type EndpointDeps, survey } from "./survey.ts";

export interface ApplyRefused {
  readonly code: StripeFault["code"] | WishRefused["code"] | "ENDPOINT_CHANGED" | "ACT_NOT_CONFIRMED";
  readonly says: string;
}
export interface Applied {
  readonly says: string;
  readonly endpointId: string;
}
export interface Order extends EndpointWish {
  readonly planned: string;
  readonly typed: string | null;
  readonly operator: string;
  readonly ingressUrl: string;
}

/** What a wish would do, as things stand at Stripe now. */
export async function planAtStripe(
  deps: EndpointDeps,
  wish: EndpointWish,
  ingressUrl: string,
): Promise<Result<Planned, StripeFault | WishRefused>> {
  const surveyed = await survey(deps, ingressUrl);
  return surveyed.ok ? planEndpoint(wish, surveyed.value) : surveyed;
}

/** Carries a plan out, if it is still the plan that was shown; who, and how it stood before and after, is in the audit. */
export async function applyEndpoint(deps: EndpointDeps, order: Order): Promise<Result<Applied, ApplyRefused>> {
  const made = await planAtStripe(deps, order, order.ingressUrl);
  if (!made.ok) return made;
  const { told, step } = made.value;
  if (told.planned !== order.planned)
    return err({
      code: "ENDPOINT_CHANGED",
      says: "Things at Stripe are not as they were when this was shown. Look again.",
    });
  if (told.toType !== null && order.typed?.trim() !== told.toType)
    return err({ code: "ACT_NOT_CONFIRMED", says: `Type ${told.toType} to confirm. Nothing was done.` });
  if (step.kind === "create") return createKept(deps, step.params, order);
  const { endpoint } = step;
  const answer =
    step.kind === "update"
      ? await deps.stripe.updateEndpoint(endpoint.id, step.params)
      : await deps.stripe.deleteEndpoint(endpoint.id);
  if (!answer.ok)
    return answer.error.code === "STRIPE_REFUSED" ? withPermission(answer.error, "write") : err(answer.error);
  const after = "url" in answer.value ? factsOf(answer.value) : null;
  await audit(deps, order, endpoint, after);
  return ok({ says: DONE[order.act], endpointId: endpoint.id });
}

const DONE: Readonly<Record<EndpointAct, string>> = {
  create: "The endpoint is created.",
  recreate: "The new endpoint is created.",
  correct: "The endpoint is corrected.",
  disable: "The endpoint is disabled.",
  remove: "The endpoint is removed.",
};

const factsOf = ({ url, status, enabled_events, api_version }: Stripe.WebhookEndpoint) => ({
  url,
  status,
  enabled_events,
  api_version,
});

async function audit(deps: EndpointDeps, { act, operator }: Order, before: Endpoint, after: unknown): Promise<void> {
  const at = deps.options.now();
  const told = { at, actor: operator, act: `${act}_endpoint`, subject: before.id, reason: null };
  await recordAct(deps.db, { ...told, before: factsOf(before), after });
}
