import { expect, test } from "vitest";
import { aStep, provisioningFacts, uncertainCreate } from "./facts-for-tests.ts";
import { uncertainStep } from "./trace-facts.ts";

const customer = aStep({ name: "customer", outcome: "uncertain" });
const lookUp = aStep({ name: "look_up", outcome: "waiting" });

test.each([
  ["the create, whatever was begun since", [uncertainCreate, lookUp], "create"],
  ["another step, while nothing was begun since", [lookUp, customer], "customer"],
  ["none, once a later step was begun", [customer, lookUp], undefined],
  ["none, before any was begun", [], undefined],
])("what may or may not have happened is %s", (_name, steps, name) => {
  expect(uncertainStep(provisioningFacts({ steps }))?.name).toBe(name);
});
