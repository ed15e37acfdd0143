import { expect, test } from "vitest";
import { type JourneyFacts, journeyOf } from "./event-detail-journey.ts";

const AT = 1_795_530_000_000;
const facts = (patch: Partial<JourneyFacts> = {}): JourneyFacts => ({
  created_at: AT,
  received_at: AT + 1_200,
  answered_at: AT + 1_202,
  answered_status: 200,
  source: "endpoint",
  processed_at: AT + 1_300,
  outcome: "applied",
  job: null,
  effects: [],
  ...patch,
});
const told = (patch: Partial<JourneyFacts>) => journeyOf(facts(patch)).map(({ name, note }) => `${name} ${note}`);

test("an event's way in is told with how long each stop took", () => {
  expect(told({})).toEqual(["Created at Stripe", "Received + 1.2 s", "Journaled, 200 + 2 ms", "Applied + 98 ms"]);
});

test.each([
  [{ processed_at: AT + 1_202 + 120_000 }, "Applied + 2 min"],
  [{ processed_at: AT + 1_202 + 7_200_000 }, "Applied + 2 h"],
  [{ processed_at: AT }, "Applied + 0 ms"],
])("a longer span is told less exactly, and a clock that was set back as none: %o", (patch, stop) => {
  expect(told(patch).at(-1)).toBe(stop);
});

test("a request that is no event has no beginning at Stripe, and what was refused is only answered", () => {
  const refused = { created_at: null, outcome: "rejected", answered_status: 400, processed_at: null } as const;
  expect(told(refused)).toEqual(["Received ", "Answered 400 + 2 ms"]);
});

test.each([
  ["catch_up", "Fetched"],
  ["replay", "Replayed"],
] as const)("what came by %s was not posted, and nobody answered it", (source, name) => {
  expect(told({ source }).slice(1, 3)).toEqual([`${name} + 1.2 s`, "Journaled + 2 ms"]);
});

test("a duplicate ends where it was journaled", () => {
  expect(told({ outcome: "duplicate" })).toHaveLength(3);
});
