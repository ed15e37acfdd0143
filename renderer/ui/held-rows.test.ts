import { expect, test } from "vitest";
import { holdRows, type Place } from "./held-rows.ts";

const places = (code: string): Place[] =>
  code.split("").map((id) => ({ id, section: id === id.toUpperCase() ? "top" : "rest" }));
const ids = (list: readonly Place[]) => list.map(({ id }) => id).join("");

test("what came in above waits, what came in below is appended", () => {
  const held = holdRows(places("bcd"), places("abcde"));
  expect(ids(held.places)).toBe("bcde");
  expect(held.waiting).toBe(1);
});

test("a row that would move to another section keeps its place", () => {
  const shown = places("abc");
  const fresh: Place[] = [{ id: "c", section: "top" }, ...places("ab")];
  const held = holdRows(shown, fresh);
  expect(held.places).toBe(shown);
  expect(held.waiting).toBe(0);
});

test("a row that left the answer goes", () => {
  expect(ids(holdRows(places("abc"), places("ac")).places)).toBe("ac");
});

test("nothing in common shows the answer as it is", () => {
  expect(ids(holdRows(places("abc"), places("xyz")).places)).toBe("xyz");
  expect(ids(holdRows([], places("ab")).places)).toBe("ab");
});
