import { randomBytes, randomInt } from "node:crypto";
import { chmodSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { PanelKind } from "./panel/dialect/panel-dialect.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const letters = (count: number): string =>
  Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

const KeptKeys = z.object({
  stripe_secret_key: z.string().min(1),
  stripe_webhook_secret: z.string().min(1),
  panel_api_key: z.string().min(1),
  panel_client_key: z.string().min(1),
  jwt_secret: z.string().min(1),
});

/** The play keys of a sandbox, under the names that its ready line gives them. */
export type SandboxKeys = z.infer<typeof KeptKeys>;

/** Keys in the form of real ones: a panel's is a 16-character identifier and a 32-character secret. */
const newKeys = (): SandboxKeys => ({
  stripe_secret_key: `sk_test_${letters(99)}`,
  stripe_webhook_secret: `whsec_${randomBytes(32).toString("hex")}`,
  panel_api_key: `ptla_${letters(43)}`,
  panel_client_key: `ptlc_${letters(43)}`,
  jwt_secret: randomBytes(48).toString("base64url"),
});

/** The same keys as a panel of this kind writes them: Pelican's begin with another word. */
const inItsForm = (keys: SandboxKeys, kind: PanelKind): SandboxKeys => {
  if (kind === "pterodactyl") return keys;
  const { panel_api_key: application, panel_client_key: client } = keys;
  return {
    ...keys,
    panel_api_key: application.replace(/^ptla_/, "papp_"),
    panel_client_key: client.replace(/^ptlc_/, "pacc_"),
  };
};

/**
 * The keys kept in `file`, made at the first start; a file that can't be read is made anew. Given ones take their place
 * for this run and are not stored.
 */
export function keepKeys(file: string, given: Partial<SandboxKeys>, kind: PanelKind): SandboxKeys {
  const kept = readKept(file);
  const keys = { ...newKeys(), ...kept };
  if (Object.keys(kept).length < Object.keys(keys).length) write(file, keys);
  const asked = Object.entries(given).filter(([, value]) => value !== undefined && value !== "");
  return { ...inItsForm(keys, kind), ...Object.fromEntries(asked) };
}

function readKept(file: string): Partial<SandboxKeys> {
  try {
    const parsed = KeptKeys.partial().safeParse(JSON.parse(readFileSync(file, "utf8")));
    return parsed.success ? (Object.fromEntries(Object.entries(parsed.data)) as Partial<SandboxKeys>) : {};
  } catch {
    return {};
  }
}

// Written beside and moved: a start that is killed leaves the old file or the new one, never half of one.
function write(file: string, keys: SandboxKeys): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
