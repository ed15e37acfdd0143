import { expect, test } from "vitest";
import { jsonLines, linesWith, movedLine, parseJson, pathText, unfolded, valueText } from "./json-lines.ts";

const value = { id: "evt_1", data: { object: { amount: 1999, items: [] } }, livemode: false, note: null };
const lines = jsonLines(value);
const written = lines
  .map(({ name, text, comma }) => (name === null ? "" : `${JSON.stringify(name)}:`) + text + (comma ? "," : ""))
  .join("");
const at = (name: string) => lines.findIndex((line) => line.name === name);

test("the lines joined are the value", () => {
  expect(JSON.parse(written)).toEqual(value);
});

test("a folded line hides everything up to the one that closes it", () => {
  const seen = unfolded(lines, new Set([at("data")]));
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

test("a path is written as in code, and leads to its value", () => {
  const root = { data: { items: [{ "the key": 7 }] }, "3d": "yes" };
  const paths = jsonLines(root).map(({ path }) => pathText(path));
  expect(paths).toContain('data.items[0]["the key"]');
  expect(paths).toContain('["3d"]');
  expect(valueText(root, ["data", "items", 0, "the key"])).toBe("7");
  expect(valueText(root, ["3d"])).toBe("yes");
  expect(JSON.parse(valueText(root, ["data", "items"]))).toEqual([{ "the key": 7 }]);
});

const go = (from: string | null, move: Parameters<typeof movedLine>[3], folded: readonly string[] = []) => {
  const seen = unfolded(lines, new Set(folded.map(at)));
  return lines[movedLine(lines, seen, from === null ? null : at(from), move)]?.name;
};

test("walking passes over what is folded and over brackets that only close", () => {
  expect(go(null, "next")).toBeNull();
  expect(go("amount", "next")).toBe("items");
  expect(go("items", "next")).toBe("livemode");
  expect(go("livemode", "previous")).toBe("items");
  expect(go("livemode", "previous", ["data"])).toBe("data");
  expect(go("items", "out")).toBe("object");
  expect(go("note", "next")).toBe("note");
  expect(go("data", "last")).toBe("note");
  expect(go("note", "first")).toBeNull();
});
