import type Stripe from "stripe";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import { fingerprintOf } from "../events/webhook-secrets.ts";
import type { Applied, ApplyRefused, Order } from "./apply-endpoint.ts";
import { MADE_FOR } from "./judge-endpoint.ts";
import { forgetPending, keyFor } from "./pending-create.ts";
import { withPermission } from "./permission-words.ts";
import type { EndpointDeps } from "./survey.ts";

/**
 * Creates an endpoint and keeps its secret. The key is durable before Stripe is asked and forgotten once the secret is kept: a
 * crash or a lost answer in between leaves a create that, asked again, is the same one, and brings the secret again.
 */
export async function createKept(
  deps: EndpointDeps,
  params: Stripe.WebhookEndpointCreateParams,
  order: Order,
): Promise<Result<Applied, ApplyRefused>> {
  const now = deps.options.now();
  const key = await keyFor(deps.db, params, now);
  const metadata = { ...(params.metadata || undefined), [MADE_FOR]: key };
  const created = await deps.stripe.createEndpoint({ ...params, metadata }, key);
  if (!created.ok) {
    if (created.error.code !== "STRIPE_REFUSED") return err(lost(created.error));
    await forgetPending(deps.db, now);
    return withPermission(created.error, "write");
  }
  const { id, secret } = created.value;
  const kept = secret ? await deps.secrets.keep(secret, { kind: "endpoint", endpointId: id }) : null;
  await noted(deps, created.value, order, kept?.ok === true);
  if (!secret)
    return ok({ endpointId: id, says: "The endpoint is created, but Stripe did not show its secret. Recreate it." });
  const fingerprint = fingerprintOf(secret);
  const says = kept?.ok
    ? `The endpoint is created; its signing secret (${fingerprint}) is kept and counts at once.`
    : `The endpoint is created. Its secret (${fingerprint}) counts, but could not be kept: ask again before a restart.`;
  return ok({ endpointId: id, says });
}

const lost = <T extends { readonly says: string }>(fault: T): T => ({
  ...fault,
  says: `${fault.says} Whether the endpoint was created is not known. Asked again within a day it is the same one.`,
});

async function noted(
  { db, options }: EndpointDeps,
  { id, url, enabled_events, api_version, secret }: Stripe.WebhookEndpoint,
  { act, operator, endpointId }: Order,
  isKept: boolean,
): Promise<void> {
  const at = options.now();
  const told = { at, actor: operator, act: `${act}_endpoint`, subject: id, reason: null };
  const after = { url, enabled_events, api_version, secret: secret ? fingerprintOf(secret) : null };
  await db.transaction().execute(async (tx) => {
    await recordAct(tx, { ...told, before: endpointId && { replaces: endpointId }, after });
    if (isKept) await forgetPending(tx, at);
  });
}
