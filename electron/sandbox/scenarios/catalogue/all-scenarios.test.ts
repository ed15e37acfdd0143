import { expect, test } from "vitest";
import { allScenarios, findScenario } from "./all-scenarios.ts";
import { defects, defectsShownBy } from "./defects.ts";

test("every scenario has a name of its own, words for people, and something to do", () => {
  expect(new Set(allScenarios.map(({ name }) => name)).size).toBe(allScenarios.length);
  for (const { name, title, does, rules } of allScenarios) {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(title).not.toMatch(/\.$/);
    expect(does).toMatch(/\.$/);
    expect(rules.length).toBeGreaterThan(0);
  }
});

test("each of the twelve defects, and the older checkout beside them, maps to scenarios that there are", () => {
  expect(defects.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  for (const { number, scenarios } of defects) {
    expect(scenarios.map((name) => findScenario(name)?.name)).toEqual(scenarios);
    for (const name of scenarios) expect(defectsShownBy(name)).toContain(number);
  }
});

test("every scenario of the older shop stands for a defect", () => {
  const shops = allScenarios.filter(({ side }) => side === "shop");
  expect(shops.filter(({ name }) => defectsShownBy(name).length === 0)).toEqual([]);
});
