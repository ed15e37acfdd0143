import { span } from "../trace/words.ts";
import type { Arrival, Rejected } from "./journal.ts";
import { readEvent, type ReadEvent } from "./read-event.ts";
import { type VerifyHeader, verifySignature } from "./verify-signature.ts";

/** A signature is made when a try is sent: one that is older or younger than this tells of a clock, or of a detour. */
const SUSPECT_AGE_MS = 60_000;

/** A reason code with its sentence. */
export interface Reason {
  readonly code: string;
  readonly says: string;
}

/** What the sender is told. The journal may know better, and more than a stranger should. */
export interface Refusal extends Reason {
  readonly status: Rejected["status"];
}

/** What becomes of a request: refused, or taken, and then perhaps only kept, or taken with something odd about it. */
export type Judged =
  | ({ readonly kind: "refused" } & Refusal)
  | {
      readonly kind: "event";
      readonly event: ReadEvent;
      /** The body as text, read once. */
      readonly payload: string;
      readonly keptOnly: Reason | null;
      readonly odd: Reason | null;
      /** The secret that its signature was made with. */
      readonly signedBy: string;
    };

/** Judges a request to the right path whose body is all here, by this environment's own secrets and mode. */
export function judgeArrival(
  arrival: Arrival,
  by: { readonly secrets: readonly string[]; readonly verify: VerifyHeader; readonly livemode: boolean },
): Judged {
  const header = arrival.headers["stripe-signature"];
  const signature = verifySignature(arrival.body, header, by.secrets, by.verify, arrival.receivedAt);
  if (!signature.ok) return { kind: "refused", status: 400, ...signature.error };
  const { buffer, byteOffset, byteLength } = arrival.body;
  const payload = Buffer.from(buffer, byteOffset, byteLength).toString("utf8");
  const event = readEvent(payload);
  if (!event.ok) return { kind: "refused", status: 400, ...event.error };
  const keptOnly = whyKeptOnly(event.value, by.livemode);
  const odd = keptOnly ?? oddAge(arrival.receivedAt - signature.value.signedAt);
  return { kind: "event", event: event.value, payload, keptOnly, odd, signedBy: signature.value.signedBy };
}

/** Signed, but not for us: answered with 200, since a 400 would make Stripe retry for days and disable the endpoint. */
function whyKeptOnly(event: ReadEvent, livemode: boolean): Reason | null {
  if (event.thin) return { code: "THIN_EVENT", says: "A thin event: Waybill reads snapshot events only." };
  if (event.livemode === livemode) return null;
  const says = event.livemode
    ? "A live event came to a test environment."
    : "A test event came to the live environment.";
  return { code: "LIVEMODE_MISMATCH", says };
}

/** Taken all the same: Stripe's own verifier lets a future time pass, and five minutes of age. */
function oddAge(ageMs: number): Reason | null {
  if (ageMs < -SUSPECT_AGE_MS)
    return { code: "CLOCK_BEHIND", says: `Signed ${span(-ageMs)} in the future: this machine's clock is behind.` };
  if (ageMs > SUSPECT_AGE_MS)
    return {
      code: "ARRIVED_LATE",
      says: `Signed ${span(ageMs)} before it arrived: held up, or this machine's clock is ahead.`,
    };
  return null;
}
