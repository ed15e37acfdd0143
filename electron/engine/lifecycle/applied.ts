import type { StripeFault } from "../stripe/stripe-gateway.ts";

/** Ids (ord_…, cs_…, sub_…, …) under which an order may still appear; the event is applied again when one does. */
export type Names = readonly (string | null | undefined)[];

/** What came of applying a Stripe object: the event's outcome, or the fault that kept it from being read. */
export type Applied =
  | { readonly kind: "applied"; readonly orderId: string }
  | { readonly kind: "not_ours"; readonly code: string | null; readonly says: string | null; readonly names?: Names }
  | {
      readonly kind: "held";
      readonly code: string;
      readonly says: string;
      /** The order that the object's own metadata names. */
      readonly named: string | null;
      readonly names: Names;
    }
  | { readonly kind: "refused"; readonly orderId: string; readonly code: string; readonly says: string }
  | { readonly kind: "fault"; readonly fault: StripeFault };

export const applied = (orderId: string): Applied => ({ kind: "applied", orderId });
export const notOurs = (code: string | null = null, says: string | null = null, names: Names = []): Applied => ({
  kind: "not_ours",
  code,
  says,
  names,
});
/** An object of no order here: held while it names one that may still appear, else kept and left alone. */
export const orderUnknown = (named: string | null | undefined, says: string, names: Names): Applied =>
  named
    ? { kind: "held", code: "ORDER_UNKNOWN", says: `It names ${named}, which is not here.`, named, names }
    : notOurs("ORDER_UNKNOWN", says, names);
export const faulted = (fault: StripeFault): Applied => ({ kind: "fault", fault });
