import { expect, test } from "vitest";
import { gridItems, moved } from "./grid-items.ts";

test("titles stand between rows and take no row number", () => {
  const items = gridItems([
    { key: "a", title: "Needs attention", count: 12, rowIds: ["x"] },
    { key: "b", title: null, count: null, rowIds: ["y", "z"] },
  ]);
  expect(items.map((item) => (item.kind === "title" ? item.title : `${item.row} ${item.key}`))).toEqual([
    "Needs attention",
    "0 x",
    "1 y",
    "2 z",
  ]);
});

test("a cursor stops at both ends and starts at the first row", () => {
  const rows = ["a", "b", "c"];
  expect(moved(rows, null, "next")).toBe("a");
  expect(moved(rows, "gone", "previous")).toBe("a");
  expect(moved(rows, "a", "previous")).toBe("a");
  expect(moved(rows, "b", "next")).toBe("c");
  expect(moved(rows, "a", "page-down")).toBe("c");
  expect(moved(rows, "a", "last")).toBe("c");
  expect(moved([], null, "next")).toBeNull();
});
