import { allScenarios } from "../catalogue/all-scenarios.ts";
import { defectsShownBy } from "../catalogue/defects.ts";
import type { LabState } from "../running/lab-file.ts";
import type { Side } from "../scenario.ts";

/** A scenario as a person picks it. */
export interface ListedScenario {
  readonly name: string;
  readonly title: string;
  readonly does: string;
  readonly side: Side;
  /** The audited defects that it shows, by number. */
  readonly defects: readonly number[];
  readonly running: boolean;
  /** What it has hit since it was started. */
  readonly hits: number;
}

export const listScenarios = ({ running, counts }: LabState): ListedScenario[] =>
  allScenarios.map(({ name, title, does, side, rules }) => ({
    name,
    title,
    does,
    side,
    defects: defectsShownBy(name),
    running: running?.names.includes(name) ?? false,
    hits: rules.reduce((sum, _rule, place) => sum + (counts[`${name}/${place}`]?.hit ?? 0), 0),
  }));
