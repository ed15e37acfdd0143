import type { DiagnosisCheck } from "../../../shared/contract/diagnosis.ts";
import { counted, span } from "../trace/words.ts";
import type { Evidence, Match } from "./diagnose.ts";
import { modeOf } from "./diagnosis-words.ts";
import { isHeld } from "./webhook-secrets.ts";

type Part = Omit<DiagnosisCheck, "part">;

export const WEBHOOK_PATH = "/api/stripe/webhook";
/** Stripe's own tolerance of an old signature; a clock is suspected long before. */
const TOLERANCE_MS = 5 * 60_000;
const SUSPECT_MS = 60_000;

const fine = (says: string): Part => ({ state: "fine", says });
const wrong = (says: string): Part => ({ state: "wrong", says });
const unknown = (says: string): Part => ({ state: "unknown", says });

/** Each part of a request with what was found of it, in the order in which it is checked. */
export function checksOf(evidence: Evidence): DiagnosisCheck[] {
  const parts = [
    ["path", path(evidence)],
    ["header", header(evidence)],
    ["body", body(evidence)],
    ["age", age(evidence)],
    ["secret", secret(evidence)],
    ["mode", mode(evidence)],
  ] as const;
  return parts.map(([part, found]) => ({ part, ...found }));
}

const path = ({ arrival: { path } }: Evidence): Part =>
  path === WEBHOOK_PATH ? fine(path) : wrong(`${path.slice(0, 200)} instead of ${WEBHOOK_PATH}`);

function header({ header }: Evidence): Part {
  if (!header) return wrong("missing");
  if (header.trouble) return wrong(header.trouble);
  const [v1 = ""] = header.v1;
  return fine(`present, t=${header.signedAt}, v1=${v1.slice(0, 4)}…${v1.slice(-2)}`);
}

function body({ arrival, isWhole, claims, match }: Evidence): Part {
  const size = `${arrival.bodyBytes.toLocaleString("en-US")} bytes`;
  if (!isWhole) return wrong(`${size}, not all of it here`);
  if (arrival.bodyBytes === 0) return wrong("empty");
  if (match) return match.form ? wrong(`${size}, rewritten: something ${match.form}`) : fine(`${size}, untouched`);
  return claims ? unknown(`${size}, an event`) : wrong(`${size}, no event`);
}

function age({ ageMs }: Evidence): Part {
  if (ageMs === null) return unknown("no time to tell it by");
  if (ageMs < -SUSPECT_MS) return wrong(`signed ${span(-ageMs)} in the future: this machine's clock is behind`);
  const says = `${ageMs < 1_000 ? `${Math.max(0, ageMs / 1_000).toFixed(1)} s` : span(ageMs)}, 5 min allowed`;
  return ageMs > TOLERANCE_MS ? wrong(says) : fine(says);
}

function secret({ header, match, known, isWhole }: Evidence): Part {
  if (match) return fitting(match);
  const own = known.secrets.filter(isHeld).length;
  if (own === 0) return wrong("none is set");
  if (!header || header.trouble || !isWhole) return unknown("nothing to try it on");
  const others = known.secrets.filter(({ environment }) => environment !== null).length;
  const beside = others > 0 ? `, nor with ${counted(others, "one", "others")} of other environments` : "";
  return wrong(`no match with the ${counted(own, "secret")} that we hold${beside}`);
}

function fitting({ by, fingerprint }: Match): Part {
  if (by.environment !== null) return wrong(`${fingerprint}, the secret of ${by.environment}`);
  if (!isHeld(by)) return wrong(`${fingerprint} fits, the one that you pasted; Waybill does not hold it`);
  return fine(`${fingerprint} fits${by.origin === "forward" ? ", the secret of stripe listen" : ""}`);
}

function mode({ claims, known }: Evidence): Part {
  if (!claims) return unknown("not told");
  if (claims.thin) return wrong("a thin event; Waybill reads snapshot events");
  const says = `a ${modeOf(claims.livemode)} event`;
  return claims.livemode === known.livemode ? fine(says) : wrong(`${says} in ${known.environment}`);
}
