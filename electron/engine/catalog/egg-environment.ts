import type { PanelEgg } from "../panel/panel-port.ts";
import { brokenRule } from "./laravel-rules.ts";

/** Every variable of the egg as text, the override where there is one: the panel applies no default by itself. Pure. */
export function environmentOf(
  egg: Pick<PanelEgg, "variables">,
  overrides: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(egg.variables.map((variable) => [variable.name, valueOf(variable, overrides)]));
}

const valueOf = (
  { name, defaultValue }: Pick<PanelEgg["variables"][number], "name" | "defaultValue">,
  overrides: Readonly<Record<string, string>>,
): string => overrides[name] ?? defaultValue;

export type EggProblemCode = "EGG_VARIABLE_MISSING" | "EGG_VARIABLE_REFUSED" | "EGG_VARIABLE_UNKNOWN" | "EGG_NOT_FOUND";

/** Why a plan and its egg do not fit. All but `EGG_VARIABLE_UNKNOWN` make the panel refuse the server. */
export interface EggProblem {
  readonly code: EggProblemCode;
  readonly says: string;
}

interface PlanOnEgg {
  readonly name: string;
  readonly egg_id: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Everything that is wrong between a plan and its egg; `egg` null is one that the panel does not have. Pure. */
export function eggProblems(plan: PlanOnEgg, egg: PanelEgg | null): EggProblem[] {
  if (!egg) {
    const says = `The plan ${plan.name} takes egg ${plan.egg_id}, and the panel has no such egg. Correct egg_id and nest_id in the catalog.`;
    return [{ code: "EGG_NOT_FOUND", says }];
  }
  const broken = egg.variables.flatMap((variable) => {
    const { name } = variable;
    const given = valueOf(variable, plan.environment);
    const problem = brokenRule(variable.rules, given);
    if (!problem) return [];
    const code = problem.rule === "required" ? "EGG_VARIABLE_MISSING" : "EGG_VARIABLE_REFUSED";
    const value = problem.rule === "required" ? "" : `, and “${given}” does not fit`;
    const says = `The plan ${plan.name}: ${name} of the egg ${egg.name} ${problem.says}${value}. Set it in the plan's environment.`;
    return [{ code, says } as const];
  });
  const known = new Set(egg.variables.map(({ name }) => name));
  const strangers = Object.keys(plan.environment).filter((name) => !known.has(name));
  if (strangers.length === 0) return broken;
  const says = `The plan ${plan.name} sets ${strangers.join(", ")}, which the egg ${egg.name} does not have. The panel drops it.`;
  return [...broken, { code: "EGG_VARIABLE_UNKNOWN", says }];
}

/** The first problem that makes the panel refuse the server, as a sentence. Pure. */
export const blockingEggProblem = (plan: PlanOnEgg, egg: PanelEgg | null): EggProblem | null =>
  eggProblems(plan, egg).find(({ code }) => code !== "EGG_VARIABLE_UNKNOWN") ?? null;
