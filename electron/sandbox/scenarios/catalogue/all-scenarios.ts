import type { Scenario } from "../scenario.ts";
import { customerScenarios } from "./customer-scenarios.ts";
import { daemonScenarios } from "./daemon-scenarios.ts";
import { olderShopScenarios } from "./older-shop-scenarios.ts";
import { panelScenarios } from "./panel-scenarios.ts";
import { stripeScenarios } from "./stripe-scenarios.ts";
import { webhookScenarios } from "./webhook-scenarios.ts";

/** Every scenario, in the order in which they are listed. */
export const allScenarios: readonly Scenario[] = [
  ...webhookScenarios,
  ...stripeScenarios,
  ...panelScenarios,
  ...daemonScenarios,
  ...customerScenarios,
  ...olderShopScenarios,
];

const byName = new Map(allScenarios.map((scenario) => [scenario.name, scenario]));

export const findScenario = (name: string): Scenario | undefined => byName.get(name);
