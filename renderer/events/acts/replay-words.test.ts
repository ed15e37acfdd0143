import { expect, test } from "vitest";
import type { ReplayPreview, ReplayRun } from "../../../shared/contract/event-replays.ts";
import { previewSentence, runSentence, untriedSentence } from "./replay-words.ts";

const preview = (over: Partial<ReplayPreview>): ReplayPreview => ({
  count: 45,
  refused: 0,
  tried: 25,
  changing: [],
  failing: 0,
  ...over,
});
const one = { eventId: "evt_1", type: "invoice.paid", orderId: null, changes: ["x"] };

test.each([
  [preview({}), "Of the first 25 of 45 events none would change anything."],
  [preview({ tried: 45, changing: [one] }), "Of 45 events 1 would change something."],
  [preview({ count: 1, tried: 1, failing: 1 }), "Of 1 event none would change anything. 1 could not be applied."],
  [preview({ count: 0, tried: 0 }), "No event matches."],
])("a preview says how much of it is known: %#", (of, says) => {
  expect(previewSentence(of)).toBe(says);
});

test("what was not tried and what is left out is said", () => {
  expect(untriedSentence(preview({ refused: 2 }))).toBe(
    "The other 20 events were not tried. 2 refused requests are left out: each is replayed by hand.",
  );
  expect(untriedSentence(preview({ tried: 45 }))).toBeNull();
});

test("a run says how far it is, and afterwards how it ended", () => {
  const run: ReplayRun = {
    id: 1,
    state: "running",
    total: 45,
    replayed: 20,
    changed: 1,
    failed: 0,
    filter: { view: "all", query: "", source: null, from: null, to: null },
    startedAt: 0,
    startedBy: "Ines",
    endedAt: null,
    stoppedBy: null,
    waits: null,
  };
  expect(runSentence(run)).toBe("Replaying 20 of 45 events; 1 changed an order");
  expect(runSentence({ ...run, state: "stopped", stoppedBy: "Ines", changed: 0 })).toBe(
    "Stopped by Ines after 20 of 45 events; none changed an order.",
  );
  expect(runSentence({ ...run, state: "done", replayed: 45, failed: 2 })).toBe(
    "Replayed 45 of 45 events; 1 changed an order, 2 failed.",
  );
});
