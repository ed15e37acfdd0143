import { retryProvisioning } from "./repairs.ts";
import {
  amountInQuestion,
  newestStep,
  paidHere,
  type StepFact,
  stepNamed,
  uncertainStep,
  type TraceFacts,
} from "./trace-facts.ts";
import { contradicted, missing, panel, proved, type Verdict, waiting, waybill } from "./verdict.ts";
import { counted, sentence, span } from "./words.ts";

/** Step 7: provisioning ran, up to the panel's word that the server is made. */
export function provisioningRan(facts: TraceFacts, now: number): Verdict | null {
  const { order } = facts;
  if (!paidHere(order) || amountInQuestion(order)) return null;
  if (isMade(facts)) return ran(facts);
  const newest = newestStep(facts);
  const evidence = evidenceOf(facts, newest);
  const at = newest?.startedAt ?? order.paid_at;
  const repair = retryProvisioning(facts);
  if (newest?.outcome === "contradicted") return contradicted(sentence(newest.says), { at, evidence, repair });
  if (order.status === "error") return missing(whyFailed(facts, newest), { at: order.updated_at, evidence, repair });
  const uncertain = uncertainStep(facts);
  if (uncertain)
    return waiting(`${sentence(uncertain.says)}${again(facts, now, "Looks again")}`, {
      at: uncertain.startedAt,
      evidence: evidenceOf(facts, uncertain),
    });
  if (isWorkedOn(facts)) return waiting(progress(facts, newest, now), { at, evidence });
  return missing("No job works on this order.", { at, evidence: [...evidence, jobEvidence(facts)], repair });
}

/** The panel has said that it made the server (or that one was there already); what remains is its install. */
function isMade(facts: TraceFacts): boolean {
  const begun = ["await_install", "record"].some((name) => stepNamed(facts, name));
  return facts.order.ptero_server_id !== null || stepNamed(facts, "create")?.outcome === "done" || begun;
}

function ran(facts: TraceFacts): Verdict {
  const { steps, order } = facts;
  const made = stepNamed(facts, "create") ?? stepNamed(facts, "look_up") ?? stepNamed(facts, "record");
  const at = made?.finishedAt ?? order.provisioned_at;
  const begun = Math.min(...steps.map((step) => step.startedAt));
  const took = at !== null && Number.isFinite(begun) ? ` in ${span(at - begun)}` : "";
  const attempts = Math.max(1, ...steps.map((step) => step.attempt));
  return proved(`Made${took}, ${counted(attempts, "attempt")}`, { at, evidence: evidenceOf(facts, made) });
}

/** The sentence of an order that provisioning gave up. */
export function whyFailed({ order }: TraceFacts, step: StepFact | undefined): string {
  return sentence(order.error_message ?? step?.says ?? "Provisioning failed, and said nothing");
}

function isWorkedOn({ job }: TraceFacts): boolean {
  return job?.state === "waiting" || job?.state === "running";
}

function progress(facts: TraceFacts, newest: StepFact | undefined, now: number): string {
  const { order, job } = facts;
  const trouble = order.failing_since === null ? null : (newest?.says ?? order.error_message);
  if (trouble) return `${sentence(trouble)}${again(facts, now, "Tries again")}`;
  if (newest) return `${sentence(newest.says)}${again(facts, now, "Looks again")}`;
  if (job?.state === "running") return "Runs now";
  return job && job.run_at > now ? `Starts in ${span(job.run_at - now)}` : "Its job is next";
}

/** ` Looks again in 9 s.`; nothing while the job runs. */
export function again({ job }: TraceFacts, now: number, does: string): string {
  if (job?.state !== "waiting") return "";
  return job.run_at > now ? ` ${does} in ${span(job.run_at - now)}.` : ` ${does} now.`;
}

export function evidenceOf({ order }: TraceFacts, step: StepFact | undefined): Verdict["evidence"] {
  const failed = order.error_code ? [waybill(`${order.error_code}, order ${order.status}`, order.updated_at)] : [];
  if (!step) return failed;
  const code = step.code ? `, ${step.code}` : "";
  const fact = `${step.name.replaceAll("_", " ")} ${step.outcome}${code}, attempt ${step.attempt}`;
  return [panel(fact, step.finishedAt ?? step.startedAt), ...failed];
}

function jobEvidence({ job, order }: TraceFacts): Verdict["evidence"][number] {
  const fact = job
    ? `The last job is ${job.state} after ${counted(job.attempts, "attempt")}`
    : "No job was ever written";
  return waybill(fact, order.updated_at);
}
