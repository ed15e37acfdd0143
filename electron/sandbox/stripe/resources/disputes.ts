import { changesOf } from "../changes-of.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { decideDispute, isDecided, type Verdict } from "../payments/disputes.ts";
import type { Dispute } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit } from "../work.ts";
import { list, named, retrieve } from "./read-routes.ts";

const PATH = "/v1/disputes";
const WARNINGS = "/v1/radar/early_fraud_warnings";

const byCharge = (fields: Fields) => ({
  where: { charge: fields.text("charge"), payment_intent: fields.text("payment_intent") },
});

export const disputeRoutes: readonly Route[] = [
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "POST", path: `${PATH}/:id/close`, run: close },
  { method: "POST", path: "/sandbox/disputes/:id/decide", run: decide },
  retrieve("dispute", PATH),
  list("dispute", PATH, ["charge", "payment_intent"], byCharge),
  retrieve("radar.early_fraud_warning", WARNINGS),
  list("radar.early_fraud_warning", WARNINGS, ["charge", "payment_intent"], byCharge),
];

/** Evidence, and with it (unless it is only staged) the shop's answer to the bank. */
function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("evidence", "expand", "metadata", "submit");
  const before = named(call, "dispute");
  const evidence = readEvidence(fields, before);
  const submits = fields.has("evidence") && (fields.boolean("submit") ?? true);
  if (submits && isDecided(before)) throw new StripeRefusal(400, { message: "This dispute is already closed" });
  const after: Dispute = {
    ...before,
    evidence,
    metadata: fields.metadata(before.metadata),
    ...(submits ? submitted(before) : {}),
  };
  work.objects.save(after);
  const verdict = submits ? verdictBy(evidence) : null;
  if (verdict) work.objects.saveHidden("dispute", after.id, { verdict });
  const changed = changesOf(before, after);
  if (changed) emit(work, "charge.dispute.updated", after, changed);
  return reply(after);
}

function readEvidence(fields: Fields, { evidence }: Dispute): Dispute["evidence"] {
  const given = fields.group("evidence")?.allow(...Object.keys(evidence));
  if (!given) return evidence;
  const texts = Object.keys(evidence).filter((name) => name !== "enhanced_evidence" && given.has(name));
  return { ...evidence, ...Object.fromEntries(texts.map((name) => [name, given.emptyable(name) ?? null])) };
}

function submitted({ status, evidence_details }: Dispute): Partial<Dispute> {
  return {
    status: status.startsWith("warning") ? "warning_under_review" : "under_review",
    evidence_details: {
      ...evidence_details,
      has_evidence: true,
      submission_count: evidence_details.submission_count + 1,
      submission_method: "manual",
    },
  };
}

/** In test mode the evidence itself says how the bank decides, by these words of Stripe's. */
function verdictBy({ uncategorized_text }: Dispute["evidence"]): Verdict | null {
  if (uncategorized_text === "winning_evidence") return "won";
  return uncategorized_text === "losing_evidence" ? "lost" : null;
}

/** The shop does not contest it. */
function close(call: Call): Reply {
  call.fields.allow("expand");
  return reply(decideDispute(call.work, named(call, "dispute"), "lost"));
}

/** Not Stripe's: the bank decides now. `outcome` is won or lost. */
function decide(call: Call): Reply {
  call.fields.allow("outcome");
  const outcome = call.fields.text("outcome");
  if (outcome === undefined) throw missingParam("outcome");
  if (outcome !== "won" && outcome !== "lost") throw refused("outcome", "The outcome is won or lost.");
  return reply(decideDispute(call.work, named(call, "dispute"), outcome));
}
