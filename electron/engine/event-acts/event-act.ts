import type { EventActCode } from "../../../shared/contract/event-acts.ts";
import { err, type Result } from "../../../shared/kernel/result.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";

/** Why an act on an event was not done: a code of the contract, and a sentence with the values at hand. */
export interface EventActRefused {
  readonly code: EventActCode;
  readonly says: string;
}

export type EventActResult<T> = Promise<Result<T, EventActRefused>>;

export const refuse = (code: EventActRefused["code"], says: string) => err<EventActRefused>({ code, says });

/** Stripe's no, or its silence, as an act's refusal. */
export const ofStripe = ({ code, says }: StripeFault) =>
  refuse(code === "STRIPE_NOT_FOUND" ? "STRIPE_REFUSED" : code, says);
