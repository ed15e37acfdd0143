import { expect, test } from "vitest";
import type { TraceStepState } from "../../shared/contract/states.ts";
import type { TraceStep } from "../../shared/contract/trace.ts";
import { TRACE_STEPS } from "../../shared/contract/trace-steps.ts";
import { describeStrip, openStep, stepTimes, waitsSince } from "./trace-words.ts";

const states = (code: string): TraceStepState[] =>
  code.split("").map((letter) => {
    const found = (["proved", "waiting", "missing", "contradicted", "unknown"] as const).find((state) =>
      state.startsWith(letter),
    );
    if (found === undefined) throw new Error(`no state begins with ${letter}`);
    return found;
  });

const trace = (code: string, times: readonly (number | null)[]): TraceStep[] =>
  states(code).map((state, index) => ({
    step: index + 1,
    name: TRACE_STEPS[index] ?? "",
    state,
    says: "",
    at: times[index] ?? null,
    evidence: [],
    repair: null,
  }));

test("a strip is named after its first step that is not proved, in the contract's words", () => {
  for (const [index, name] of TRACE_STEPS.entries())
    expect(describeStrip(states("p".repeat(index) + "m".repeat(10 - index)), false)).toBe(
      `Step ${index + 1}, ${name}: missing`,
    );
  expect(describeStrip(states("pppppppppp"), false)).toBe("All ten steps proved");
  expect(describeStrip(states("pppwwwwwww"), true)).toBe("Closed at step 4, Customer paid; nothing more is due");
});

test("the open step is the first that is not proved, whatever follows it", () => {
  expect(openStep(trace("ppppmpwwww", []))).toBe(5);
  expect(openStep(trace("pppppppppp", []))).toBeNull();
});

test("the first time is absolute, the next ones are steps from the one before", () => {
  const [first, second, third, fourth] = stepTimes(trace("ppppwwwwww", [1000, 1038, null, 2238]));
  expect(first).toMatch(/^\d\d:\d\d:01\.000$/);
  expect([second, third, fourth]).toEqual(["+ 38 ms", "", "+ 1.2 s"]);
});

test("an order waits since its last proved step before the open one", () => {
  expect(waitsSince(trace("ppppmpwwww", [1, 2, 3, 4, null, 9]))).toBe(4);
  expect(waitsSince(trace("mwwwwwwwww", []))).toBeNull();
});
