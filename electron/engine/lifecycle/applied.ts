import type { StripeFault } from "../stripe/stripe-gateway.ts";

/** What came of applying a Stripe object: the event's outcome, or the fault that kept it from being read. */
export type Applied =
  | { readonly kind: "applied"; readonly orderId: string }
  | { readonly kind: "not_ours"; readonly code: string | null; readonly says: string | null }
  | { readonly kind: "held"; readonly code: string; readonly says: string }
  | { readonly kind: "refused"; readonly orderId: string; readonly code: string; readonly says: string }
  | { readonly kind: "fault"; readonly fault: StripeFault };

export const applied = (orderId: string): Applied => ({ kind: "applied", orderId });
export const notOurs = (code: string | null = null, says: string | null = null): Applied => ({
  kind: "not_ours",
  code,
  says,
});
export const faulted = (fault: StripeFault): Applied => ({ kind: "fault", fault });
