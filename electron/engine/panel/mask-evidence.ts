const LIMIT = 8 * 1024;
const SECRET_NAME = /pass(word|wd)?$|secret|token|api_?key|private_?key|^rcon_pass|credential/i;
const HIDDEN = "•••";

/**
 * A body as evidence may keep it: values whose name says that they are secret are hidden at any depth, `secrets` are
 * hidden wherever they stand, and what is longer than 8 KiB becomes its beginning as text, with its true size.
 */
export function maskEvidence(body: unknown, secrets: readonly string[]): unknown {
  const bytes = Buffer.byteLength(textOf(body));
  const masked = hide(body, { secrets, left: LIMIT });
  if (bytes <= LIMIT) return masked;
  return `${Buffer.from(textOf(masked)).subarray(0, LIMIT).toString("utf8")}… (cut, ${bytes} bytes)`;
}

const textOf = (body: unknown): string => (typeof body === "string" ? body : (JSON.stringify(body) ?? ""));

/** A text without `secrets`; for paths and sentences. */
export function hideSecretsIn(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === "" ? rest : rest.replaceAll(secret, HIDDEN)), text);
}

/** What is hidden, and how many characters may still be kept: a panel's list of all ports is long, and only its beginning is. */
interface Hiding {
  readonly secrets: readonly string[];
  left: number;
}

function hide(value: unknown, hiding: Hiding): unknown {
  if (typeof value === "string") {
    hiding.left -= value.length;
    return hideSecretsIn(value, hiding.secrets);
  }
  if (typeof value !== "object" || value === null) {
    hiding.left -= 1;
    return value;
  }
  return Array.isArray(value) ? hideItems(value, hiding) : hideFields(value, hiding);
}

function hideItems(items: readonly unknown[], hiding: Hiding): unknown[] {
  const kept: unknown[] = [];
  for (const item of items) {
    if (hiding.left <= 0) break;
    kept.push(hide(item, hiding));
  }
  return kept;
}

// Only strings hide: a null or a flag under such a name tells that there is a secret, and gives none away.
function hideFields(fields: object, hiding: Hiding): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(fields)) {
    if (hiding.left <= 0) break;
    hiding.left -= name.length;
    const isSecret = typeof inner === "string" && inner !== "" && SECRET_NAME.test(name);
    kept.push([name, isSecret ? HIDDEN : hide(inner, hiding)]);
  }
  return Object.fromEntries(kept);
}
