import { newId } from "../ids.ts";
import type { Session } from "../shapes/object-types.ts";
import type { Work } from "../work.ts";

const DAY = 24 * 3600;

/** Opens the session again that a customer let expire, as a new one of the same things, and says of which it is. */
export function recoverSession(work: Work, expired: Session): Session {
  const { attempt: _, payer: __, ...hidden } = work.objects.hidden("checkout.session", expired.id);
  const id = newId("session");
  const session: Session = {
    ...expired,
    id,
    created: work.now,
    expires_at: work.now + DAY,
    after_expiration: null,
    payment_intent: null,
    recovered_from: expired.id,
    status: "open",
    url: `${work.publicUrl}/c/pay/${id}`,
  };
  work.objects.insert(session, work.now, { ...hidden, attempt: null, ahead: work.ahead });
  return session;
}
