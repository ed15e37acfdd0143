/** A Stripe-Signature header read leniently: what is there of it, and what is wrong with it. */
export interface SignatureHeader {
  /** Its `t` in epoch seconds; null where there is none to be read. */
  readonly signedAt: number | null;
  /** Its `v1` values. */
  readonly v1: readonly string[];
  /** What keeps it from being checked, as half a sentence; null where it can be checked. */
  readonly trouble: string | null;
}

const HEX_64 = /^[0-9a-f]{64}$/i;

/** Reads `t=…,v1=…`. A header that can be checked has a time and a whole v1 signature; unknown schemes are passed over. */
export function readSignatureHeader(header: string): SignatureHeader {
  const parts = header.split(",").map((part) => part.trim());
  const valuesOf = (name: string) =>
    parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
  const [t] = valuesOf("t");
  const signedAt = t !== undefined && /^\d{1,12}$/.test(t) ? Number(t) : null;
  const v1 = valuesOf("v1");
  return { signedAt, v1, trouble: troubleOf(signedAt, v1, valuesOf("v0").length > 0) };
}

function troubleOf(signedAt: number | null, v1: readonly string[], hasV0: boolean): string | null {
  if (signedAt === null && v1.length === 0) return "has neither t= nor v1=";
  if (signedAt === null) return "has no time: t= is missing or no number";
  if (v1.length === 0) return hasV0 ? "has a v0= signature only, which anyone can make" : "has no v1= signature";
  return v1.some((value) => HEX_64.test(value)) ? null : "is cut off: its v1= is no 64 hex digits";
}
