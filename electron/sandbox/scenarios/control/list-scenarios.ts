import type { LabScenario } from "../../../../shared/contract/lab.ts";
import { allScenarios } from "../catalogue/all-scenarios.ts";
import { brokenStepOf } from "../catalogue/broken-steps.ts";
import { defectsShownBy } from "../catalogue/defects.ts";
import { hitsOf } from "../running/hits-of.ts";
import type { LabState } from "../running/lab-file.ts";

/** Every scenario as a person picks it. */
export const listScenarios = (state: LabState): LabScenario[] =>
  allScenarios.map(({ name, title, does, side }) => ({
    name,
    title,
    does,
    side,
    defects: defectsShownBy(name),
    breaks: brokenStepOf(name),
    running: state.running?.names.includes(name) ?? false,
    hits: state.running?.names.includes(name) ? hitsOf(state, name) : 0,
    lastRun: state.lastRuns[name] ?? null,
  }));
