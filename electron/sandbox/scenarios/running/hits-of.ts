import { findScenario } from "../catalogue/all-scenarios.ts";
import type { LabState } from "./lab-file.ts";

/** How much a scenario has hit since it was started. */
export const hitsOf = ({ counts }: Pick<LabState, "counts">, scenario: string): number =>
  (findScenario(scenario)?.rules ?? []).reduce(
    (sum, _rule, place) => sum + (counts[`${scenario}/${place}`]?.hit ?? 0),
    0,
  );
