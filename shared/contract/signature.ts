import { oc } from "@orpc/contract";
import { z } from "zod";
import { Diagnosis } from "./diagnosis.ts";
import { refusals } from "./errors.ts";

/** One HMAC that was computed, beside the one that the header gives. Told by their first eight hex digits only. */
export const SignatureProof = z.object({
  /** What was hashed: `the 2,914 bytes that arrived`. */
  of: z.string(),
  fingerprint: z.string(),
  /** Whose the secret is: `our secret`, `the secret of live`. */
  whose: z.string(),
  computed: z.string(),
  given: z.string(),
  fits: z.boolean(),
});
export type SignatureProof = z.infer<typeof SignatureProof>;

/** A diagnosis with its proof. */
export const SignatureReport = Diagnosis.extend({
  /** `sound`: Waybill takes it. `odd`: it takes it, and something is to be looked at. `wrong`: it refuses it. */
  verdict: z.enum(["sound", "odd", "wrong"]),
  proof: z.array(SignatureProof),
  /** The first place where what arrived is not what was signed; null unless the one is known from the other. */
  difference: z.object({ at: z.number().int(), arrived: z.string(), signed: z.string() }).nullable(),
  /** What else was noticed, as sentences. */
  notes: z.array(z.string()),
  /** By what time its age was told (epoch ms): when it arrived, or now. */
  measuredAt: z.number(),
});
export type SignatureReport = z.infer<typeof SignatureReport>;

const OfJournal = z.object({ from: z.literal("journal"), journalId: z.number().int() });
const Pasted = z.object({
  from: z.literal("pasted"),
  /** The header's value; its name before it does no harm. */
  header: z.string(),
  /** The body's exact bytes. */
  bodyBase64: z.string(),
  /** The path that it was posted to; the right one where it is not said. */
  path: z.string().nullable(),
  /** When it arrived (epoch ms); now where it is not known. */
  arrivedAt: z.number().nullable(),
});

export const signatureContract = {
  /** Judges a request once more, as the ingress would. `secret` is tried beside those that are known: never kept, never logged. */
  diagnose: oc
    .input(
      z.object({
        request: z.discriminatedUnion("from", [OfJournal, Pasted]),
        secret: z.string().nullable(),
      }),
    )
    .output(SignatureReport)
    .errors({
      EVENT_NOT_FOUND: refusals.EVENT_NOT_FOUND,
      REQUEST_NOT_KEPT: refusals.REQUEST_NOT_KEPT,
      REQUEST_TOO_LARGE: refusals.REQUEST_TOO_LARGE,
      REQUEST_NOT_TEXT: refusals.REQUEST_NOT_TEXT,
    }),
};
