import type { SignatureProof, SignatureReport } from "../../../shared/contract/signature.ts";
import { counted } from "../trace/words.ts";
import type { Evidence } from "../events/diagnose.ts";
import { fingerprintOf, type KnownSecret, signatureOf, whoseSecret } from "../events/webhook-secrets.ts";

/** So much of a signature shows that two are one, and is too little to forge with. */
const SHOWN = 8;
const MOST_SECRETS = 20;
const EXCERPT = 24;

/**
 * What shows that the diagnosis is right: the HMAC that fits, and where it is not that of the bytes as they arrived, theirs
 * beside it; where none fits, those of all secrets that were tried.
 */
export function proofOf({ arrival, header, match, known, isWhole }: Evidence): SignatureProof[] {
  if (!header || header.trouble !== null || header.signedAt === null || !isWhole) return [];
  const { signedAt, v1 } = header;
  const line = (of: string, bytes: Uint8Array, by: KnownSecret): SignatureProof => {
    const made = signatureOf(by.secret, signedAt, bytes);
    const fitting = v1.find((given) => given.toLowerCase() === made);
    return {
      of: `${of}, ${counted(bytes.byteLength, "byte")}`,
      fingerprint: fingerprintOf(by.secret),
      whose: whoseSecret(by),
      computed: made.slice(0, SHOWN),
      given: (fitting ?? v1.slice(0, 1).join("")).slice(0, SHOWN),
      fits: fitting !== undefined,
    };
  };
  const arrived = (by: KnownSecret) => line("The body as it arrived", arrival.body, by);
  if (!match) return known.secrets.slice(0, MOST_SECRETS).map(arrived);
  if (match.form === null) return [arrived(match.by)];
  return [line("The body as it was signed", match.bytes, match.by), arrived(match.by)];
}

/** Where what arrived first differs from what was signed; null unless a rewriting was proved. */
export function differenceOf({ arrival, match }: Evidence): SignatureReport["difference"] {
  if (!match || match.form === null) return null;
  const [arrived, signed] = [Buffer.from(arrival.body), Buffer.from(match.bytes)];
  const shorter = Math.min(arrived.byteLength, signed.byteLength);
  let at = 0;
  while (at < shorter && arrived[at] === signed[at]) at += 1;
  const excerpt = (bytes: Buffer) => visible(bytes.subarray(at, at + EXCERPT).toString("utf8"));
  return { at, arrived: excerpt(arrived), signed: excerpt(signed) };
}

const NAMES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text with what can't be seen of it spelled out. */
const visible = (text: string): string =>
  text.replaceAll(/\p{Cc}|\uFEFF/gu, (sign) => NAMES[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
