/** Bytes as base64. */
export function asBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** A time as people copy it, as epoch ms: `2026-11-24 14:38:12`, or Stripe's epoch seconds; null where none is given. */
export function toEpoch(text: string): number | null | undefined {
  const given = text.trim();
  if (given === "") return null;
  if (/^\d{9,11}$/.test(given)) return Number(given) * 1_000;
  if (/^\d{12,14}$/.test(given)) return Number(given);
  const read = Date.parse(given);
  return Number.isNaN(read) ? undefined : read;
}
