import { z } from "zod";

/** One part of a webhook request and what was found of it, in the order in which it is checked. */
export const DiagnosisCheck = z.object({
  part: z.enum(["path", "header", "body", "age", "secret", "mode"]),
  /** `unknown` where a part could not be looked at, because an earlier one is missing. */
  state: z.enum(["fine", "wrong", "unknown"]),
  /** A value or half a sentence: `2,914 bytes, untouched`. */
  says: z.string(),
});
export type DiagnosisCheck = z.infer<typeof DiagnosisCheck>;

/** A signing secret that was tried. It is told by a fingerprint: four hex digits of its SHA-256, never the secret. */
export const TriedSecret = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{4}$/),
  /** `null` for this environment's own. */
  environment: z.string().nullable(),
  /** Where it was learned: from `stripe listen`, from Stripe itself, or pasted for one look; null where it was configured. */
  origin: z.enum(["forward", "endpoint", "pasted"]).nullable().default(null),
  matches: z.boolean(),
});
export type TriedSecret = z.infer<typeof TriedSecret>;

/** Why a webhook request was refused, or what is odd about one that was taken. Kept with the journal's row. */
export const Diagnosis = z.object({
  /** The journal's reason code, such as `BODY_RESERIALISED`. */
  code: z.string(),
  /** What happened and why, as a sentence. */
  says: z.string(),
  /** What to do about it, in order; empty where nothing is to be done. */
  advice: z.array(z.string()),
  checks: z.array(DiagnosisCheck),
  secrets: z.array(TriedSecret),
  /** The header's own time (epoch ms); null where it has none. */
  signedAt: z.number().nullable(),
  /** How long before it arrived it was signed, by this machine's clock; negative where it was signed in the future. */
  ageMs: z.number().nullable(),
  /** The writing of the JSON that the signature fits, where it fits none of the bytes that arrived: a proof. */
  fittingForm: z.string().nullable(),
  /** What the body says of itself. Unless its signature was good nothing of it is proved. */
  claims: z
    .object({
      eventId: z.string().nullable(),
      type: z.string().nullable(),
      livemode: z.boolean(),
      thin: z.boolean(),
    })
    .nullable(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
