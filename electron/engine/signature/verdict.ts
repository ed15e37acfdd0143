import type { Diagnosis } from "../../../shared/contract/diagnosis.ts";
import type { SignatureReport } from "../../../shared/contract/signature.ts";
import type { Evidence, Match } from "../events/diagnose.ts";
import { fingerprintOf, isHeld, whoseSecret } from "../events/webhook-secrets.ts";
import type { PastedSecret } from "./pasted-secret.ts";

/** A diagnosis, how bad it is, and what else was noticed. */
export interface Told {
  readonly diagnosis: Diagnosis;
  readonly verdict: SignatureReport["verdict"];
  readonly notes: readonly string[];
}

/** The same, once it is told what the pasted secret has to do with it. */
export function withPastedSecret(told: Told, evidence: Evidence, pasted: PastedSecret | null): Told {
  if (!pasted) return told;
  const { match } = evidence;
  const { secret, trouble } = pasted;
  if (!match) return trouble ? { ...told, verdict: "wrong", diagnosis: { ...told.diagnosis, ...trouble } } : told;
  if (match.by.secret === secret) return trouble ? flawed(told, trouble, match.fingerprint) : told;
  if (trouble) return { ...told, notes: [...told.notes, trouble.says] };
  return secret === null || !isHeld(match.by) ? told : otherThanPasted(told, match, secret);
}

/** It is the right one, but not as it was pasted. */
function flawed(told: Told, trouble: NonNullable<PastedSecret["trouble"]>, fingerprint: string): Told {
  const { diagnosis } = told;
  const says = `${trouble.says} Without, it is the one that signed this (${fingerprint}).`;
  const advice = [...trouble.advice, ...diagnosis.advice];
  const verdict = told.verdict === "sound" ? "odd" : told.verdict;
  return { ...told, verdict, diagnosis: { ...diagnosis, code: trouble.code, says, advice } };
}

/** One that we hold signed it, and the pasted one did not: whoever checks with the pasted one refuses it. */
function otherThanPasted(told: Told, { by, fingerprint }: Match, secret: string): Told {
  const says = `Signed with ${whoseSecret(by)} (${fingerprint}), not with the one that you pasted (${fingerprintOf(secret)}).`;
  if (told.verdict !== "sound") return { ...told, notes: [...told.notes, says] };
  const advice =
    by.origin === "forward"
      ? ["Where requests come through stripe listen, check them with the secret that it prints, not with an endpoint's"]
      : ["Whatever checks with the pasted secret needs the one that fits"];
  return { ...told, verdict: "odd", diagnosis: { ...told.diagnosis, code: "SIGNATURE_OTHER_SECRET", says, advice } };
}
