import type { MiddlewareHandler } from "hono";

/** How one attempt to deliver leaves: the honest way, or as a fault has it. */
export interface Leaving {
  readonly url: string;
  readonly payload: string;
  readonly secret: string;
  /** Epoch ms: the moment that the signature names. */
  readonly signedAt: number;
}

/** What goes wrong at this Stripe on purpose. It is asked at each thing that can go wrong, and counts what it is asked. */
export interface StripeFaults {
  /** Stands before the API: may answer in its place, later, or otherwise. */
  readonly api: MiddlewareHandler;
  /** Whether an event of this type is made at all. */
  makes(type: string): boolean;
  /** When an event is sent to an endpoint, each in ms from now; empty for never. */
  sends(type: string): readonly number[];
  leaves(payload: string, honest: Leaving): Leaving;
}

/** Nothing goes wrong. */
export const NO_STRIPE_FAULTS: StripeFaults = {
  api: (_context, next) => next(),
  makes: () => true,
  sends: () => [0],
  leaves: (_payload, honest) => honest,
};
