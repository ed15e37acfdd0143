import type { TraceStepState } from "../../shared/contract/states.ts";
import type { TraceStep } from "../../shared/contract/trace.ts";
import { TRACE_STEPS } from "../../shared/contract/trace-steps.ts";
import { formatStep } from "./age.ts";
import { exactTime } from "./moment.ts";

/** Where an order stands, for who can't see its strip: `Step 5, Webhook delivered: missing`. */
export function describeStrip(states: readonly TraceStepState[], closed: boolean): string {
  const at = states.findIndex((state) => state !== "proved");
  const state = states[at];
  if (state === undefined) return "All ten steps proved";
  if (closed) return `Closed at step ${at + 1}, ${TRACE_STEPS[at]}; nothing more is due`;
  return `Step ${at + 1}, ${TRACE_STEPS[at]}: ${state}`;
}

/** The number of the first step that is not proved; null when all are. It is the answer to where the purchase is. */
export function openStep(trace: readonly TraceStep[]): number | null {
  return trace.find((step) => step.state !== "proved")?.step ?? null;
}

/** What stands at the end of each step's line: the first proved one's time, after it the time since the one before. */
export function stepTimes(trace: readonly TraceStep[]): readonly string[] {
  let before: number | null = null;
  return trace.map(({ at }) => {
    if (at === null) return "";
    const said = before === null ? exactTime(at) : formatStep(at - before);
    before = at;
    return said;
  });
}

/** When the last proved step before the open one was proved: since then the order waits there. */
export function waitsSince(trace: readonly TraceStep[]): number | null {
  const open = openStep(trace);
  const proved = trace.filter((step) => step.at !== null && (open === null || step.step < open));
  return proved.at(-1)?.at ?? null;
}
