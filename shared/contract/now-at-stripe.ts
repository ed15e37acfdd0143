import { z } from "zod";

/** A field as the event told it and as Stripe says it now; null where it is absent. Long values are cut, secrets are dots. */
export const FieldNow = z.object({ path: z.string(), event: z.string().nullable(), now: z.string().nullable() });
export type FieldNow = z.infer<typeof FieldNow>;

/** An event's object beside the same object as Stripe has it now. */
export const NowAtStripe = z.object({
  objectId: z.string(),
  /** Stripe's own word: `checkout.session`. */
  object: z.string(),
  fetchedAt: z.number(),
  /** Stripe keeps of it only that it was deleted. */
  deleted: z.boolean(),
  /** Those that tell most come first. */
  differences: z.array(FieldNow),
  equal: z.array(z.object({ path: z.string(), value: z.string() })),
});
export type NowAtStripe = z.infer<typeof NowAtStripe>;
