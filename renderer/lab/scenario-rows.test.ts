import { expect, test } from "vitest";
import type { LabScenario } from "../../shared/contract/lab.ts";
import { brokenStrip, nameInPart, scenarioParts } from "./scenario-rows.ts";

const one = (name: string, side: LabScenario["side"], defects: number[] = []): LabScenario => ({
  name,
  title: `The title of ${name}`,
  does: "Something breaks.",
  side,
  defects,
  breaks: null,
  running: false,
  hits: 0,
  lastRun: null,
});

const all = [
  one("stripe-slow", "stripe"),
  one("shop-ten", "shop", [10]),
  one("shop-two", "shop", [2]),
  one("webhook-lost", "webhooks", [2]),
];

test("a shop's defects come first, by their numbers, then the weather part by part", () => {
  const { rows, sections } = scenarioParts(all, "");
  expect(rows.map(({ name }) => name)).toEqual(["shop-two", "shop-ten", "webhook-lost", "stripe-slow"]);
  expect(sections.map(({ key, rowIds }) => [key, rowIds.length])).toEqual([
    ["shop", 2],
    ["webhooks", 1],
    ["stripe", 1],
  ]);
});

const names = (typed: string) => scenarioParts(all, typed).rows.map(({ name }) => name);

test("words find titles, a number finds what shows that defect", () => {
  expect(names(" TITLE of shop ")).toEqual(["shop-two", "shop-ten"]);
  expect(names("2")).toEqual(["shop-two", "webhook-lost"]);
  expect(names("nothing such")).toEqual([]);
});

test("a broken strip is proved up to its step", () => {
  expect(brokenStrip({ step: 3, state: "missing" }).slice(0, 4)).toEqual(["proved", "proved", "missing", "waiting"]);
  expect(brokenStrip({ step: 10, state: "missing" })).toHaveLength(10);
});

test("a title does not repeat its part's", () => {
  expect(nameInPart({ side: "shop", title: "Older shop: a node's number" })).toBe("A node's number");
  expect(nameInPart({ side: "stripe", title: "Stripe: slow" })).toBe("Slow");
  expect(nameInPart({ side: "daemon", title: "Daemon offline" })).toBe("Daemon offline");
});
