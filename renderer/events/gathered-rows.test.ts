import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventRow } from "../../shared/contract/event-rows.ts";
import { gatherRows } from "./gathered-rows.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const row = (id: number, outcome: EventRow["outcome"] = "journaled") => ({ id, outcome }) as EventRow;

function gathering() {
  const shown: (readonly (readonly [number, string])[])[] = [];
  const gathered = gatherRows((rows) => shown.push(rows.map(({ id, outcome }) => [id, outcome] as const)));
  return { ...gathered, shown };
}

test("the first row is shown at once, what follows comes together, each row in its newest state", () => {
  const { add, shown } = gathering();
  add([row(1)]);
  expect(shown).toEqual([[[1, "journaled"]]]);
  add([row(2), row(3)]);
  add([row(2, "applied")]);
  expect(shown).toHaveLength(1);
  vi.advanceTimersByTime(150);
  expect(shown[1]).toEqual([
    [2, "applied"],
    [3, "journaled"],
  ]);
});

test("after a pause the next row is shown at once again", () => {
  const { add, shown } = gathering();
  add([row(1)]);
  vi.advanceTimersByTime(150);
  add([row(2)]);
  expect(shown).toHaveLength(2);
});

test("what waits when it is stopped is forgotten, and it can go on", () => {
  const { add, stop, shown } = gathering();
  add([row(1)]);
  add([row(2)]);
  stop();
  vi.advanceTimersByTime(1_000);
  expect(shown).toHaveLength(1);
  add([row(3)]);
  expect(shown[1]).toEqual([[3, "journaled"]]);
});
