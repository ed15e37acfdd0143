import { expect, test } from "vitest";
import { mayHappenUntil } from "./create-timing.ts";
import type { Step } from "./step-journal.ts";

const step = (name: string, outcome: Step["outcome"], until: number | null): Step => ({
  id: 1,
  order_id: "ord_1",
  name,
  attempt: 1,
  input: "null",
  outcome,
  code: null,
  says: "",
  found: until === null ? null : JSON.stringify({ mayHappenUntil: until }),
  evidence: null,
  started_at: 0,
  finished_at: null,
});

test.each([
  ["no create was sent", [], 0],
  ["a create whose answer is not known may still make it", [step("create", "uncertain", 50)], 50],
  ["so may one during which the process died", [step("create", "running", 60)], 60],
  ["of several the latest counts", [step("create", "uncertain", 70), step("create", "running", 60)], 70],
  ["a create that ended makes nothing more", [step("create", "done", 80), step("create", "failed", 90)], 0],
  ["a create that was not sent yet has no end", [step("create", "running", null)], 0],
  ["other steps make no server", [step("look_up", "uncertain", 99)], 0],
])("how long a look-up is not final: %s", (_name, steps, until) => {
  expect(mayHappenUntil(steps)).toBe(until);
});
