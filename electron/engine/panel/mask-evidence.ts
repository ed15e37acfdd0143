const LIMIT = 8 * 1024;
const SECRET_NAME = /pass(word|wd)?$|secret|token|api_?key|private_?key|^rcon_pass|credential/i;
const HIDDEN = "•••";

/**
 * A body as evidence may keep it: values whose name says that they are secret are hidden at any depth, `secrets` are
 * hidden wherever they stand, and what is longer than 8 KiB becomes its beginning as text, with its true size.
 */
export function maskEvidence(body: unknown, secrets: readonly string[]): unknown {
  const masked = hideSecrets(hideNamed(body), secrets);
  const text = typeof masked === "string" ? masked : (JSON.stringify(masked) ?? "");
  const bytes = Buffer.byteLength(text);
  if (bytes <= LIMIT) return masked;
  return `${Buffer.from(text).subarray(0, LIMIT).toString("utf8")}… (cut, ${bytes} bytes)`;
}

/** A text without `secrets`; for paths and sentences. */
export function hideSecretsIn(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === "" ? rest : rest.replaceAll(secret, HIDDEN)), text);
}

function hideNamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideNamed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, hideOne(name, inner)] as const);
  return Object.fromEntries(entries);
}

// Only strings hide: a null or a flag under such a name tells that there is a secret, and gives none away.
const hideOne = (name: string, inner: unknown): unknown =>
  typeof inner === "string" && inner !== "" && SECRET_NAME.test(name) ? HIDDEN : hideNamed(inner);

function hideSecrets(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return hideSecretsIn(value, secrets);
  if (Array.isArray(value)) return value.map((inner) => hideSecrets(inner, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hideSecrets(inner, secrets)]));
}
