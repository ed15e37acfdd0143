import { expect, test } from "vitest";
import { nextKey } from "./sequence.ts";

test("G and then O is one name", () => {
  const first = nextKey("g", 0, null);
  expect(first.name).toBeNull();
  expect(nextKey("o", 800, first.pending)).toEqual({ name: "g o", pending: null });
});

test("G is forgotten when its second key comes late", () => {
  const first = nextKey("G", 0, null);
  expect(nextKey("o", 1201, first.pending)).toEqual({ name: "o", pending: null });
});

test("a letter is the same with caps lock, a named key keeps its name", () => {
  expect(nextKey("N", 0, null).name).toBe("n");
  expect(nextKey("Escape", 0, null).name).toBe("Escape");
});
