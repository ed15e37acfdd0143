import type { DiagnosisCheck } from "../../shared/contract/diagnosis.ts";
import type { EventDetail } from "../../shared/contract/event-detail.ts";
import { formatSpan } from "../ui/age.ts";

type Verdict = { readonly state: DiagnosisCheck["state"]; readonly says: string };

/** What is known of an accepted arrival's signature, in a sentence. Only what was checked counts as good. */
export function signatureWords(
  event: Pick<EventDetail, "source" | "headers" | "receivedAt" | "diagnosis" | "outcome">,
): Verdict {
  const { source, headers, receivedAt, diagnosis, outcome } = event;
  if (outcome === "rejected") return { state: "wrong", says: diagnosis?.says ?? "It was refused." };
  if (source === "catch_up")
    return { state: "unknown", says: "None was needed: Waybill fetched it from Stripe itself." };
  if (source === "replay") return { state: "unknown", says: "None was needed: it was taken from the journal again." };
  if (diagnosis !== null) return { state: "fine", says: diagnosis.says };
  const signedAt = Number(/(?:^|,)\s*t=(\d+)/.exec(headers["stripe-signature"] ?? "")?.[1] ?? NaN) * 1_000;
  if (Number.isNaN(signedAt)) return { state: "fine", says: "It was checked when it arrived." };
  const age = receivedAt - signedAt;
  return {
    state: "fine",
    says: `Signed ${age < 1_000 ? "less than 1 s" : formatSpan(age)} before it arrived, 5 min allowed.`,
  };
}
