import { retryRefusal } from "../provisioning/retry-provisioning.ts";
import { newestStep, type TraceFacts, uncertainStep } from "../trace/trace-facts.ts";
import { sentence, span } from "../trace/words.ts";

/** Whether a retry would be taken now, in a sentence either way. */
export interface RetryAnswer {
  readonly allowed: boolean;
  readonly says: string;
}

const no = (says: string): RetryAnswer => ({ allowed: false, says });
const yes = (says: string): RetryAnswer => ({ allowed: true, says });

/** What pressing Retry would do. An uncertain create is looked up, never retried. */
export function retryAnswer(facts: TraceFacts, now: number): RetryAnswer {
  const { order, job } = facts;
  const refusal = retryRefusal(order);
  if (refusal !== null) return no(refusal);
  if (order.status === "error") return yes(goesOn(facts));
  const uncertain = uncertainStep(facts);
  const wait = job?.state === "waiting" && job.run_at > now ? job.run_at - now : null;
  if (uncertain) return no(`${sentence(uncertain.says)}${wait === null ? "" : ` Looks again in ${span(wait)}.`}`);
  if (job?.state === "running") return no("Provisioning runs now.");
  if (job?.state === "waiting")
    return yes(wait === null ? "Its job is next." : `Runs now instead of in ${span(wait)}.`);
  return yes(goesOn(facts));
}

function goesOn(facts: TraceFacts): string {
  const step = newestStep(facts);
  if (!step) return "Starts with a look-up on the panel.";
  return `Looks the server up first, then goes on where it stopped: ${step.name.replaceAll("_", " ")}.`;
}
