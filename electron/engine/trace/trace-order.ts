import { TRACE_STEPS, type TraceStep } from "../../../shared/contract/trace.ts";
import { checkoutCalled, customerPaid, rowWritten, sessionStored } from "./judge-bought.ts";
import { dashboardComplete, listedToCustomer, serverExists } from "./judge-delivered.ts";
import { becamePaid, webhookDelivered } from "./judge-paid.ts";
import { provisioningRan } from "./judge-provisioning.ts";
import { isClosed, paidHere, type TraceFacts } from "./trace-facts.ts";
import { type Judge, unknown, type Verdict, waiting } from "./verdict.ts";

/** One judge a step, in the order of {@link TRACE_STEPS}. */
const judges: readonly Judge[] = [
  checkoutCalled,
  rowWritten,
  sessionStored,
  customerPaid,
  webhookDelivered,
  becamePaid,
  provisioningRan,
  serverExists,
  listedToCustomer,
  dashboardComplete,
];

/**
 * The ten steps of an order, from its facts alone. Each is judged by its own evidence; one that has none yet waits for the
 * step before it that is not proved. The first step that is not proved and can be mended carries the repair, no other does.
 */
export function traceOrder(facts: TraceFacts, now: number): TraceStep[] {
  const judged = withWaits(judges.map((judge) => judge(facts, now)));
  const verdicts = isClosed(facts) ? quieted(facts, judged) : judged;
  const mended = verdicts.findIndex(({ state, repair }) => state !== "proved" && repair !== null);
  return verdicts.map((verdict, index) => ({
    step: index + 1,
    name: TRACE_STEPS[index]!,
    state: verdict.state,
    says: verdict.says,
    at: verdict.at,
    evidence: [...verdict.evidence],
    repair: index === mended ? verdict.repair : null,
  }));
}

function withWaits(verdicts: readonly (Verdict | null)[]): Verdict[] {
  let unproved = 1;
  return verdicts.map((verdict, index) => {
    if (!verdict) return waiting(`Waits for step ${unproved}`);
    if (verdict.state !== "proved") unproved = index + 1;
    return verdict;
  });
}

/** A closed order's steps that were not taken are no trouble: unknown, said once why, and nothing to mend. */
function quieted(facts: TraceFacts, verdicts: readonly Verdict[]): Verdict[] {
  const first = verdicts.findIndex(({ state }) => state !== "proved");
  return verdicts.map((verdict, index) => {
    if (verdict.state === "proved") return verdict;
    const { at, evidence } = verdict;
    return unknown(index === first ? whyClosed(facts) : "The order is closed", { at, evidence });
  });
}

function whyClosed({ order }: TraceFacts): string {
  if (order.status === "refunded") return "The payment was refunded";
  if (paidHere(order)) return "The order was canceled after it was paid";
  return order.status === "expired"
    ? "The link expired unpaid; nothing was charged"
    : "Canceled unpaid; nothing was charged";
}
