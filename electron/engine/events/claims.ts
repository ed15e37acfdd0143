import type { Diagnosis } from "../../../shared/contract/diagnosis.ts";
import { readEvent } from "./read-event.ts";

/** What a body says of itself, before anything of it is proved. */
export type Claims = Diagnosis["claims"];

/** Reads the claims of a body; null where it is no event. */
export function claimsOf(body: Uint8Array): Claims {
  const event = readEvent(Buffer.from(body).toString("utf8"));
  if (!event.ok) return null;
  const { eventId, type, livemode, thin } = event.value;
  return { eventId, type, livemode, thin };
}

/** What a refused body names, so that an order's trace finds the request that may have been its own. */
export interface Named {
  readonly orderId: string | null;
  readonly sessionId: string | null;
}

/** The first order id and Session id in a body, whatever it is. */
export function namesIn(body: Uint8Array): Named {
  const text = Buffer.from(body).toString("latin1");
  return {
    orderId: /\bord_[0-9A-HJKMNP-TV-Z]{26}\b/.exec(text)?.[0] ?? null,
    sessionId: /\bcs_\w{1,250}/.exec(text)?.[0] ?? null,
  };
}
