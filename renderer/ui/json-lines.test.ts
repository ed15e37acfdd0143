import { expect, test } from "vitest";
import { jsonLines, linesWith, parseJson, unfolded } from "./json-lines.ts";

const value = { id: "evt_1", data: { object: { amount: 1999, items: [] } }, livemode: false, note: null };
const lines = jsonLines(value);
const written = lines
  .map(({ name, text, comma }) => (name === null ? "" : `${JSON.stringify(name)}:`) + text + (comma ? "," : ""))
  .join("");

test("the lines joined are the value", () => {
  expect(JSON.parse(written)).toEqual(value);
});

test("a folded line hides everything up to the one that closes it", () => {
  const data = lines.findIndex((line) => line.name === "data");
  const seen = unfolded(lines, new Set([data]));
  expect(seen.map((at) => lines[at]?.name)).toEqual([null, "id", "data", "livemode", "note", null]);
});

test("a search finds names and values in any case", () => {
  expect(linesWith(lines, "AMOUNT").map((at) => lines[at]?.text)).toEqual(["1999"]);
  expect(linesWith(lines, 'id: "evt')).toHaveLength(1);
  expect(linesWith(lines, " ")).toEqual([]);
});

test("what is no JSON is told from the value null", () => {
  expect(parseJson("<html>")).toBeUndefined();
  expect(parseJson("null")).toBeNull();
});
