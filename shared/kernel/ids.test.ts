import { expect, test } from "vitest";
import { newOrderId } from "./ids.ts";

test("order ids sort by age, differ within a millisecond, and hold nothing that a URL or the panel would mind", () => {
  const now = 1_795_530_000_000;
  const [older, newer, again] = [newOrderId(now), newOrderId(now + 1), newOrderId(now + 1)];
  expect(older < newer).toBe(true);
  expect(newer).not.toBe(again);
  expect(newer).toMatch(/^ord_[0-9A-HJKMNP-TV-Z]{26}$/);
});
