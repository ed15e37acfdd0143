import { expect, test } from "vitest";
import type { TraceStepState } from "../../../shared/contract/states.ts";
import { NOW } from "./facts-for-tests.ts";
import type { TraceFacts } from "./trace-facts.ts";
import { traceOrder } from "./trace-order.ts";

/** What is the case, the facts of it, and the state and sentence that the step must show. */
export type Case = readonly [name: string, facts: TraceFacts, state: TraceStepState, says: string];

/** One test a case of a step. */
export function judged(step: number, cases: readonly Case[]): void {
  test.each(cases)(`step ${step}: %s`, (_name, facts, state, says) => {
    expect(traceOrder(facts, NOW)[step - 1]).toMatchObject({ step, state, says });
  });
}
