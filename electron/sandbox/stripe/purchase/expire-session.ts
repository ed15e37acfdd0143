import type { Session } from "../shapes/object-types.ts";
import { emit, type Work } from "../work.ts";

/** The session can no longer be paid. Tells so by `checkout.session.expired`. */
export function expireSession(work: Work, session: Session): Session {
  const expired: Session = { ...session, status: "expired", url: null };
  work.objects.save(expired);
  emit(work, "checkout.session.expired", expired);
  return expired;
}
