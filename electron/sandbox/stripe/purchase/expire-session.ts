import { cancelIntent, isCancelable } from "../payments/cancel-intent.ts";
import type { Session } from "../shapes/object-types.ts";
import { emit, type Work } from "../work.ts";

/** The session can no longer be paid, nor what was tried to pay it by. Tells so by `checkout.session.expired`. */
export function expireSession(work: Work, session: Session): Session {
  const { attempt } = work.objects.hidden("checkout.session", session.id);
  const intent = attempt === null ? undefined : work.objects.find("payment_intent", attempt);
  if (intent && isCancelable(intent)) cancelIntent(work, intent, "automatic");
  const expired: Session = { ...session, status: "expired", url: null, ...recovery(work, session) };
  work.objects.save(expired);
  emit(work, "checkout.session.expired", expired);
  return expired;
}

const RECOVERABLE_FOR = 30 * 24 * 3600;

/** Where recovery was asked for, a page on which the customer can start again, for thirty days. */
function recovery(work: Work, { id, after_expiration, expires_at }: Session): Partial<Session> {
  if (!after_expiration?.recovery?.enabled) return {};
  const found = { ...after_expiration.recovery, expires_at: expires_at + RECOVERABLE_FOR };
  return { after_expiration: { recovery: { ...found, url: `${work.publicUrl}/c/recover/${id}` } } };
}
