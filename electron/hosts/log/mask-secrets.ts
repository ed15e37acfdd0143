/** What Stripe's keys, signing secrets, panel keys and signed tokens look like; the prefix stays readable. */
const SHAPES = [
  /\b((?:sk|rk)_(?:test|live)_)\w{4,}/g,
  /\b(whsec_)[\w+/=]{4,}/g,
  /\b((?:ptla|ptlc|papp|pacc)_)\w{4,}/g,
  /\b(eyJ)[\w-]{4,}\.[\w-]{4,}\.[\w-]*/g,
  /([?&]token=)[^&\s"\\]+/g,
  /(waybill\.token\.)[\w.~-]+/g,
];

/** Makes a function that blanks every secret in a text: the known ones by value, others by their shape. */
export function maskingSecrets(known: readonly string[]): (text: string) => string {
  // Longest first, so that no secret survives as the tail of a shorter one. Very short ones would blank half the log.
  const values = known.filter((secret) => secret.length >= 6).toSorted((a, b) => b.length - a.length);
  return (text) => {
    let masked = text;
    for (const value of values) masked = masked.replaceAll(value, "[secret]");
    for (const shape of SHAPES) masked = masked.replace(shape, "$1[secret]");
    return masked;
  };
}
