import type Stripe from "stripe";
import type { ResendTarget } from "../../../shared/contract/event-acts.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { cameTo, noteRequest } from "../acts/once.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { type EventActResult, ofStripe, refuse } from "./event-act.ts";
import { findArrival } from "./find-arrival.ts";

/** Whoever runs `stripe listen` with this account, Waybill's own forward too. */
export const STRIPE_LISTEN = "stripe_listen";

/** To whom Stripe could send an event once more: first what leads here (an origin of `ours`), then the rest. */
export async function listResendTargets(deps: Deps, ours: readonly string[]): EventActResult<ResendTarget[]> {
  const listed = await deps.stripe.listEndpoints();
  if (!listed.ok) return ofStripe(listed.error);
  const endpoints = listed.value.filter(({ status }) => status === "enabled").map((each) => targetOf(each, ours));
  const isLive = deps.options.env === "live";
  const cli = { to: STRIPE_LISTEN, name: "stripe listen, wherever it runs", isOurs: false };
  const targets = isLive ? endpoints : [...endpoints, cli];
  return ok(targets.toSorted((a, b) => Number(b.isOurs) - Number(a.isOurs)));
}

const targetOf = ({ id, url }: Stripe.WebhookEndpoint, ours: readonly string[]): ResendTarget => ({
  to: id,
  name: url,
  isOurs: ours.some((origin) => url.startsWith(`${origin}/`)),
});

export interface ResendAsked {
  readonly id: number;
  readonly operator: string;
  /** An endpoint's `we_…`, or {@link STRIPE_LISTEN}. */
  readonly to: string;
  readonly requestId: string | null;
}

/**
 * Lets Stripe send an event once more. It arrives like any delivery; what was applied counts as a duplicate. The audit is written
 * before Stripe is asked: an answer that is lost must not lose who asked.
 */
export async function resendEvent(deps: Deps, { id, operator, to, requestId }: ResendAsked): EventActResult<string> {
  const found = await findArrival(deps.db, id);
  if (!found.ok) return found;
  const { eventId, subject } = found.value;
  if (eventId === null)
    return refuse("EVENT_UNREADABLE", "It is no Stripe event, so Stripe has nothing to send again.");
  const at = deps.options.now();
  const isNew = await deps.db.transaction().execute(async (tx) => {
    if ((await cameTo(tx, requestId)) !== null) return false;
    const act = { at, actor: operator, act: "resend_event", subject, reason: null };
    await recordAct(tx, { ...act, before: null, after: { to } });
    await noteRequest(tx, requestId, { act: "resend_event", subject, at });
    return true;
  });
  const says = `Stripe sends ${eventId} again. It arrives as a delivery of its own; what is applied already counts as a duplicate.`;
  if (!isNew) return ok(says);
  const sent = await deps.stripe.resendEvent(eventId, to === STRIPE_LISTEN ? STRIPE_LISTEN : { endpoint: to });
  if (sent.ok) return ok(says);
  const { error } = sent;
  if (error.stripeCode !== "resource_missing") return ofStripe(error);
  if (/endpoint/i.test(error.says)) return refuse("RESEND_TARGET_UNKNOWN", error.says);
  const gone = `Stripe has no event ${eventId}: it is older than 30 days, or of another account. Replay it here instead.`;
  return refuse("EVENT_NOT_AT_STRIPE", gone);
}
