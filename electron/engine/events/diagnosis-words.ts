import { span } from "../trace/words.ts";
import { bodyTrouble } from "./body-trouble.ts";
import type { Evidence, Match } from "./diagnose.ts";
import { isHeld, type KnownSecret, whoseSecret } from "./webhook-secrets.ts";

/** A reason code, its sentence, and what to do, in order. */
export interface Explanation {
  readonly code: string;
  readonly says: string;
  readonly advice: string[];
}
interface Refused {
  readonly code: string;
  readonly says: string;
}

/** What signing secrets may be missing: how to get and give one. */
const ADD_SECRET = [
  "Copy the endpoint's signing secret at Stripe",
  "Add it to the secrets that Waybill tries (WAYBILL_STRIPE_WEBHOOK_SECRET, several by commas)",
];
const PASS_BYTES = [
  "Find what stands before the ingress and reads bodies: a proxy, a function, a middleware",
  "Let it pass the body on byte for byte, and the Stripe-Signature header with it",
];
const COMPARE_CLOCKS = "Compare this machine's clock with another's, and let it be set by NTP";

/** Puts into words why a request was refused. What the evidence proves goes before what the ingest path guessed. */
export function explain(refused: Refused, evidence: Evidence): Explanation {
  switch (refused.code) {
    case "SIGNATURE_MISSING":
      return missing(refused, evidence);
    case "SIGNATURE_MALFORMED":
      return { ...refused, ...malformed(evidence.header), advice: PASS_BYTES };
    case "SIGNATURE_STALE":
      return evidence.ageMs === null ? { ...refused, advice: [COMPARE_CLOCKS] } : stale(refused, evidence.ageMs);
    case "SIGNATURE_MISMATCH":
    case "NO_SECRET":
      return evidence.match ? matched(refused, evidence, evidence.match) : unmatched(refused, evidence);
    case "BODY_NOT_JSON": // stripe-node looks past a byte order mark, JSON does not
    case "BODY_NOT_AN_EVENT":
      return evidence.match?.form ? matched(refused, evidence, evidence.match) : { ...refused, advice: [] };
    case "WEBHOOK_PATH_WRONG":
      return wrongPath(refused, evidence);
    default:
      return { ...refused, advice: [...(OTHER_ADVICE[refused.code] ?? [])] };
  }
}

const OTHER_ADVICE: Readonly<Record<string, readonly string[]>> = {
  BODY_TRUNCATED: ["Look for a proxy that closes connections early; Stripe sends the event again"],
  THIN_EVENT: ["At Stripe, set the event destination's payload style to snapshot"],
  CLOCK_BEHIND: [COMPARE_CLOCKS],
  ARRIVED_LATE: [COMPARE_CLOCKS],
};

function missing({ code }: Refused, { arrival: { headers } }: Evidence): Explanation {
  if (headers["user-agent"]?.startsWith("Stripe/"))
    return {
      code,
      says: "No Stripe-Signature header, though the sender calls itself Stripe: a proxy dropped it.",
      advice: ["Let the proxy before the ingress pass the Stripe-Signature header on"],
    };
  const proxied = headers["via"] ?? headers["x-forwarded-for"] ?? headers["forwarded"];
  if (!proxied && Object.keys(headers).length > 0)
    return { code, says: "No Stripe-Signature header: the sender is not Stripe.", advice: [] };
  return {
    code,
    says: "No Stripe-Signature header: the sender is not Stripe, or a proxy dropped it.",
    advice: ["If Stripe sent it, let what stands before the ingress pass the Stripe-Signature header on"],
  };
}

const malformed = (header: Evidence["header"]) =>
  header?.trouble ? { says: `The Stripe-Signature header ${header.trouble}.` } : {};

function stale({ code }: Refused, ageMs: number): Explanation {
  const says = `Signed ${span(ageMs)} ago, more than 5 min allowed: sent again by somebody, held up on its way, or this machine's clock is ahead.`;
  return {
    code,
    says,
    advice: [COMPARE_CLOCKS, "Where the clock is right, nothing is lost: Stripe signs each try anew"],
  };
}

/** A known secret signed it after all: another environment's, a pasted one, or ours over other bytes. */
function matched(refused: Refused, { known }: Evidence, { by, fingerprint, form }: Match): Explanation {
  const whose = whoseSecret(by);
  if (form)
    return {
      code: "BODY_RESERIALISED",
      says: `Signed with ${whose} (${fingerprint}), but not these bytes: something on the way ${form}.`,
      advice: PASS_BYTES,
    };
  if (by.environment !== null)
    return {
      code: "SIGNATURE_OTHER_ENVIRONMENT",
      says: `Signed with ${whose} (${fingerprint}): an endpoint of ${by.environment} posts to ${known.environment}.`,
      advice: [`At Stripe, point that endpoint at the ingress of ${by.environment}`],
    };
  if (isHeld(by)) return { ...refused, advice: [] };
  return {
    code: "SIGNATURE_SECRET_NOT_HELD",
    says: `Signed with ${whose} (${fingerprint}), which Waybill does not hold.`,
    advice: ADD_SECRET.slice(1),
  };
}

function unmatched(refused: Refused, { known, claims, arrival, isWhole }: Evidence): Explanation {
  if (refused.code === "NO_SECRET") return { ...refused, advice: ADD_SECRET };
  const { code } = refused;
  const trouble = isWhole ? bodyTrouble(arrival.body, claims !== null) : null;
  if (trouble) return { ...trouble, advice: PASS_BYTES };
  if (!claims)
    return {
      code,
      says: "Signed with a secret that we do not hold, or changed on the way: the body is no event.",
      advice: PASS_BYTES,
    };
  if (claims.livemode !== known.livemode)
    return {
      code,
      says: `Signed with a secret that we do not hold. The body says it is a ${modeOf(claims.livemode)} event, and this is ${known.environment}.`,
      advice: [`At Stripe, look whether a ${modeOf(claims.livemode)} endpoint posts to this address`],
    };
  return { code, says: `${refused.says}${otherKind(known.secrets)}`, advice: ADD_SECRET };
}

/** A forward and an endpoint sign each with a secret of their own; whoever holds one kind may lack the other. */
function otherKind(secrets: readonly KnownSecret[]): string {
  const held = secrets.filter(isHeld);
  return held.length > 0 && held.every(({ origin }) => origin === "forward")
    ? " We hold the secret of stripe listen alone; each endpoint at Stripe signs with another."
    : "";
}

function wrongPath({ code }: Refused, { arrival: { path }, match }: Evidence): Explanation {
  const shown = path.slice(0, 200);
  const doubled = /(\/.+?)\1\/*$/.test(shown);
  const what = doubled ? `The path is doubled: ${shown}.` : `A webhook came to ${shown}.`;
  const good =
    match?.by.environment === null && match.form === null ? " Its signature is good; only the path is wrong." : "";
  return {
    code,
    says: `${what} The endpoint's address ends with /api/stripe/webhook.${good}`,
    advice: [
      doubled
        ? "Mount the route once: the proxy or the router adds its last part again"
        : "Correct the endpoint's address at Stripe",
    ],
  };
}

export const modeOf = (livemode: boolean): string => (livemode ? "live" : "test");
