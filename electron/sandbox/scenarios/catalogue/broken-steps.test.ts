import { expect, test } from "vitest";
import { allScenarios, findScenario } from "./all-scenarios.ts";
import { brokenStepOf, stepBreakers } from "./broken-steps.ts";

test("only scenarios that there are break a step, and each of the older shop's breaks one", () => {
  expect(stepBreakers.filter((name) => !findScenario(name))).toEqual([]);
  const shops = allScenarios.filter(({ side }) => side === "shop");
  expect(shops.filter(({ name }) => brokenStepOf(name) === null)).toEqual([]);
  for (const name of stepBreakers) expect(brokenStepOf(name)!.step).toBeLessThanOrEqual(10);
});
