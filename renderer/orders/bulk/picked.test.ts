import { expect, test } from "vitest";
import { pickedTo, toggledPick } from "./picked.ts";

const ROWS = ["a", "b", "c", "d", "e"];

test("an order is picked, and put back", () => {
  expect(toggledPick(["a"], "b")).toEqual(["a", "b"]);
  expect(toggledPick(["a", "b"], "a")).toEqual(["b"]);
});

test("all from the one picked last are picked, downwards and upwards, each once", () => {
  expect(pickedTo(["b"], ROWS, "d")).toEqual(["b", "c", "d"]);
  expect(pickedTo(["a", "d"], ROWS, "b")).toEqual(["a", "c", "d", "b"]);
  expect(pickedTo([], ROWS, "c")).toEqual(["c"]);
  expect(pickedTo(["gone"], ROWS, "c")).toEqual(["gone", "c"]);
  expect(pickedTo(["a"], ROWS, "not here")).toEqual(["a"]);
});
