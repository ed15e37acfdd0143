import type { SignatureReport } from "../../../shared/contract/signature.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { diagnosisOf, type Evidence, gatherEvidence } from "../events/diagnose.ts";
import { WEBHOOK_PATH } from "../events/diagnosis-checks.ts";
import { judgeArrival, type Reason } from "../events/judge-arrival.ts";
import type { Arrival } from "../events/journal.ts";
import { loadVerifier } from "../events/verify-signature.ts";
import { type Known, knownOf, ownSecrets, whoseSecret } from "../events/webhook-secrets.ts";
import { span } from "../trace/words.ts";
import { type PastedSecret, readPastedSecret } from "./pasted-secret.ts";
import { differenceOf, proofOf } from "./prove.ts";
import { type DoctorInput, type NotReadable, readRequest } from "./read-request.ts";
import { type Told, withPastedSecret } from "./verdict.ts";
import { writerOf } from "./writer-of.ts";

type DoctorDeps = Pick<Deps, "db" | "options" | "secrets">;

/**
 * Judges a request once more, as the ingress would with what is known now, and shows by HMACs why. A secret that was pasted
 * is tried beside those that are known, and forgotten.
 */
export async function diagnoseSignature(
  deps: DoctorDeps,
  { request, secret }: DoctorInput,
): Promise<Result<SignatureReport, NotReadable>> {
  const [asked, pasted] = [await readRequest(deps, request), readPastedSecret(secret)];
  if (!asked.ok) return asked;
  if (!pasted.ok) return pasted;
  const { arrival, found } = asked.value;
  const isWhole = arrival.body.byteLength === arrival.bodyBytes;
  const evidence = gatherEvidence(arrival, knownAnd(deps, pasted.value), isWhole);
  const judged = await judge(deps, arrival);
  const diagnosis = (isWhole ? null : found) ?? diagnosisOf(judged ?? sound(evidence), evidence);
  const verdict = judged === null ? "sound" : judged.taken ? "odd" : "wrong";
  return ok(
    reportOf(withPastedSecret({ diagnosis, verdict, notes: notesOf(evidence) }, evidence, pasted.value), evidence),
  );
}

const reportOf = ({ diagnosis, verdict, notes }: Told, evidence: Evidence): SignatureReport => ({
  ...diagnosis,
  verdict,
  notes: [...notes],
  proof: proofOf(evidence),
  difference: differenceOf(evidence),
  measuredAt: evidence.arrival.receivedAt,
});

/** What is known here, and the pasted secret behind it; one that is held already is not told as a second. */
function knownAnd({ options, secrets }: DoctorDeps, pasted: PastedSecret | null): Known {
  const known = knownOf(options, secrets);
  const given = pasted?.secret;
  if (!given || known.secrets.some((one) => one.secret === given)) return known;
  return { ...known, secrets: [...known.secrets, { secret: given, environment: null, origin: "pasted" }] };
}

/** What the ingress would say; null where it would take the request and find nothing odd. */
async function judge(
  { options, secrets }: DoctorDeps,
  arrival: Arrival,
): Promise<(Reason & { taken: boolean }) | null> {
  if (arrival.path !== WEBHOOK_PATH)
    return { code: "WEBHOOK_PATH_WRONG", says: `A webhook came to ${arrival.path}.`, taken: false };
  const verify = await loadVerifier();
  const own = ownSecrets(options, secrets);
  const judged = judgeArrival(arrival, { secrets: own, verify, livemode: options.env === "live" });
  if (judged.kind === "refused") return { code: judged.code, says: judged.says, taken: false };
  return judged.odd && { ...judged.odd, taken: true };
}

function sound({ match, arrival, ageMs }: Evidence): Reason {
  const by = match ? `${whoseSecret(match.by)} (${match.fingerprint})` : "our secret";
  const bytes = arrival.bodyBytes.toLocaleString("en-US");
  const says = `Signed with ${by} over these ${bytes} bytes, ${span(ageMs ?? 0)} before it arrived. Waybill takes it.`;
  return { code: "SOUND", says };
}

function notesOf({ header, match, arrival, isWhole }: Evidence): string[] {
  const notes: string[] = [];
  if (!isWhole)
    notes.push("The journal keeps the first 16 kB of a refused body. This was found when all of it was there.");
  if (match && header && header.v1.length > 1)
    notes.push(`One of the ${header.v1.length} v1= fits: Stripe signs with both while a secret is rolled.`);
  const writer = match?.form ? writerOf(arrival.body) : null;
  if (writer) notes.push(`What arrived is what ${writer} writes.`);
  return notes;
}
