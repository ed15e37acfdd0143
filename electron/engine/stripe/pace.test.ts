import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPace } from "./pace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A pace of ten a second, and what went until now. */
function startPace() {
  const pace = createPace(10);
  const went: string[] = [];
  const ask = (urgency: "now" | "soon" | "whenever", name: string = urgency) =>
    void pace.take(urgency).then(() => went.push(name));
  return { pace, went, ask };
}

test("half a second's worth goes at once, then one after the other", async () => {
  const { went, ask } = startPace();
  for (let n = 0; n < 12; n += 1) ask("soon");
  await vi.advanceTimersByTimeAsync(0);
  expect(went).toHaveLength(5);
  await vi.advanceTimersByTimeAsync(305);
  expect(went).toHaveLength(8);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(went).toHaveLength(12);
});

test("what a handler waits for goes before what nobody waits for", async () => {
  const { went, ask } = startPace();
  for (let n = 0; n < 5; n += 1) ask("whenever", "first");
  ask("whenever", "list");
  ask("soon", "read");
  await vi.advanceTimersByTimeAsync(205);
  expect(went.slice(5)).toEqual(["read", "list"]);
});

test("a customer's request never waits, and the others wait for it in turn", async () => {
  const { went, ask } = startPace();
  for (let n = 0; n < 8; n += 1) ask("now");
  ask("soon");
  await vi.advanceTimersByTimeAsync(350);
  expect(went).toEqual(Array.from({ length: 8 }, () => "now"));
  await vi.advanceTimersByTimeAsync(60);
  expect(went.at(-1)).toBe("soon");
});

test("when Stripe asks for it, nothing but the urgent goes", async () => {
  const { pace, went, ask } = startPace();
  pace.holdFor(2_000);
  ask("soon");
  ask("now");
  await vi.advanceTimersByTimeAsync(1_990);
  expect(went).toEqual(["now"]);
  await vi.advanceTimersByTimeAsync(20);
  expect(went).toEqual(["now", "soon"]);
});
