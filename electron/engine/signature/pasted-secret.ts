import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { NotReadable } from "./read-request.ts";

/** What is wrong with a secret as it was pasted. */
export interface SecretTrouble {
  readonly code: "SECRET_HAS_BLANKS" | "SECRET_IS_A_KEY" | "SECRET_IS_AN_ID" | "SECRET_OF_NO_KIND";
  readonly says: string;
  readonly advice: string[];
}

/** A secret to try: what of it can be a signing secret (null: nothing), and what is wrong with it. */
export interface PastedSecret {
  readonly secret: string | null;
  readonly trouble: SecretTrouble | null;
}

const MOST = 512;
const REVEAL = "At Stripe, open Webhooks, choose the endpoint, and reveal its signing secret: it begins with whsec_";

/** Reads what was pasted as a secret; null where nothing was. It is never stored, logged or repeated. */
export function readPastedSecret(text: string | null): Result<PastedSecret | null, NotReadable> {
  if (text === null || text.trim() === "") return ok(null);
  if (text.length > MOST)
    return err({ code: "REQUEST_TOO_LARGE", says: "The secret is too long: Stripe's have some forty letters." });
  const tidy = text.replaceAll(/[\s"'`,;\p{Cf}]/gu, "");
  const kind = kindTrouble(tidy);
  if (kind) return ok({ secret: kind.code === "SECRET_OF_NO_KIND" ? tidy : null, trouble: kind });
  return ok({ secret: tidy, trouble: tidy === text ? null : blanks(text) });
}

function kindTrouble(secret: string): SecretTrouble | null {
  const [, key] = /^(sk|rk|pk)_/.exec(secret) ?? [];
  if (key)
    return {
      code: "SECRET_IS_A_KEY",
      says: `What you pasted is an API key (${key}_…), no signing secret. Keys call Stripe; they sign nothing.`,
      advice: [REVEAL, "Where the key was stored in place of the signing secret, put the secret there"],
    };
  const [, id] = /^(we|evt|acct|whk|ed)_/.exec(secret) ?? [];
  if (id)
    return {
      code: "SECRET_IS_AN_ID",
      says: `What you pasted is ${id === "we" ? "the id of a webhook endpoint" : "an id"} (${id}_…), no signing secret. Anyone may know it.`,
      advice: [REVEAL],
    };
  if (secret.startsWith("whsec_")) return null;
  return {
    code: "SECRET_OF_NO_KIND",
    says: "What you pasted is no signing secret of Stripe's: those begin with whsec_.",
    advice: [REVEAL],
  };
}

function blanks(text: string): SecretTrouble {
  const what = /["'`]/.test(text) ? "quotes" : /[\r\n]/.test(text) ? "a line break" : "a blank";
  const where = text.trim() === text ? "in it" : text.trimStart() === text ? "at its end" : "around it";
  return {
    code: "SECRET_HAS_BLANKS",
    says: `The secret that you pasted has ${what} ${what === "quotes" ? "around it" : where}; with them nothing fits.`,
    advice: ["Store it again without: it is whsec_ and letters and digits, nothing else"],
  };
}
