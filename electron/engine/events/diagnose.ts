import type { Diagnosis } from "../../../shared/contract/diagnosis.ts";
import { claimsOf } from "./claims.ts";
import { checksOf } from "./diagnosis-checks.ts";
import { explain } from "./diagnosis-words.ts";
import type { Arrival } from "./journal.ts";
import { otherWritings } from "./other-writings.ts";
import { readSignatureHeader, type SignatureHeader } from "./signature-header.ts";
import { fingerprintOf, type Known, type KnownSecret, signs } from "./webhook-secrets.ts";

/** The secret that fits a request, and the writing of its body that it fits (null: the very bytes that arrived). */
export interface Match {
  readonly by: KnownSecret;
  readonly fingerprint: string;
  readonly form: string | null;
  /** The bytes of that writing. */
  readonly bytes: Uint8Array;
}

/** All that is found of a refused request, before it is put into words. */
export interface Evidence {
  readonly arrival: Arrival;
  readonly known: Known;
  /** Null where the header is missing. */
  readonly header: SignatureHeader | null;
  readonly match: Match | null;
  readonly claims: Diagnosis["claims"];
  /** How long before it arrived it was signed, in ms; negative in the future; null where the header tells no time. */
  readonly ageMs: number | null;
  /** Whether the whole body is here to be looked at. */
  readonly isWhole: boolean;
}

/**
 * Why a request was refused, or what is odd about one that was taken: which part is wrong, which known secret fits it
 * (told by its fingerprint), and where none fits the bytes, which writing of the same JSON it fits. `refused` is what the
 * ingest path said; the diagnosis may know better. Costs some dozens of hashes of the body: limit how often it is asked.
 */
export function diagnose(
  arrival: Arrival,
  refused: { readonly code: string; readonly says: string },
  known: Known,
): Diagnosis {
  return diagnosisOf(refused, gatherEvidence(arrival, known, !CUT_BODIES.has(refused.code)));
}

/** {@link diagnose} from what was gathered. */
export function diagnosisOf(refused: { readonly code: string; readonly says: string }, evidence: Evidence): Diagnosis {
  const { header, match, claims, ageMs, known } = evidence;
  return {
    ...explain(refused, evidence),
    checks: checksOf(evidence),
    secrets: known.secrets.map((secret) => ({
      fingerprint: fingerprintOf(secret.secret),
      environment: secret.environment,
      origin: secret.origin ?? null,
      matches: match?.by === secret,
    })),
    signedAt: header?.signedAt == null ? null : header.signedAt * 1_000,
    ageMs,
    fittingForm: match?.form ?? null,
    claims,
  };
}

const CUT_BODIES = new Set(["BODY_TOO_LARGE", "BODY_TRUNCATED"]);

/** Looks at every part of a request. `isWhole`: whether the body is all that arrived. */
export function gatherEvidence(arrival: Arrival, known: Known, isWhole: boolean): Evidence {
  const given = arrival.headers["stripe-signature"];
  const header = given ? readSignatureHeader(given) : null;
  return {
    arrival,
    known,
    header,
    match: header && !header.trouble && isWhole ? findMatch(arrival.body, header, known.secrets) : null,
    claims: isWhole ? claimsOf(arrival.body) : null,
    ageMs: header?.signedAt == null ? null : arrival.receivedAt - header.signedAt * 1_000,
    isWhole,
  };
}

function findMatch(body: Uint8Array, header: SignatureHeader, secrets: readonly KnownSecret[]): Match | null {
  const fitting = (bytes: Uint8Array, form: string | null): Match | null => {
    const by = secrets.find(({ secret }) => signs(secret, header, bytes));
    return by ? { by, fingerprint: fingerprintOf(by.secret), form, bytes } : null;
  };
  const direct = fitting(body, null);
  if (direct || secrets.length === 0) return direct;
  for (const { form, bytes } of otherWritings(body)) {
    const match = fitting(bytes, form);
    if (match) return match;
  }
  return null;
}
