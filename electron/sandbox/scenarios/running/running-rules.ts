import { randomOf } from "../chance.ts";
import { findScenario } from "../catalogue/all-scenarios.ts";
import type { Often, Rule, RuleOf, RuleOn } from "../scenario.ts";
import type { LabFile, LabState } from "./lab-file.ts";

/** A rule of a running scenario. */
export interface RunningRule<K extends RuleOn> extends AnyRunningRule {
  readonly rule: Rule & RuleOf<K>;
}
interface AnyRunningRule {
  /** The scenario's name and the rule's place in it. */
  readonly key: string;
  readonly scenario: string;
  readonly rule: Rule;
}

/** The rules of the scenarios that run now, and the lot that decides what they hit. */
export interface RunningRules {
  /** Those of one kind, in the order in which their scenarios were named. */
  of<K extends RuleOn>(on: K): RunningRule<K>[];
  /** Whether what has just met this rule is hit; counts it either way. */
  hits(rule: AnyRunningRule): boolean;
  /** The rules of one kind that hit what `fits` lets through. */
  hitting<K extends RuleOn>(on: K, fits: (rule: RuleOf<K>) => boolean): RunningRule<K>[];
  /** Numbers that belong to this rule and nothing else, the same at every run with this seed. */
  randomFor(rule: AnyRunningRule, ...what: (string | number)[]): () => number;
  /** What the sandbox itself draws by lot: the seed decides it while a scenario runs. */
  readonly random: () => number;
  /** How often this rule was met before now. */
  metBefore(rule: AnyRunningRule): number;
  intensity(): number;
}

/**
 * Whether the nth of the things that met a rule is hit depends on the seed, the rule and n alone: two runs that meet the
 * same things in the same order hit the same ones, and what one rule draws never shifts another's.
 */
export function runningRules(file: LabFile): RunningRules {
  function of<K extends RuleOn>(on: K): RunningRule<K>[] {
    const names = file.read().running?.names ?? [];
    return names.flatMap((scenario) =>
      findScenario(scenario)!.rules.flatMap((rule, place) =>
        rule.on === on ? [{ key: `${scenario}/${place}`, scenario, rule: rule as Rule & RuleOf<K> }] : [],
      ),
    );
  }

  function hits({ key, rule }: AnyRunningRule): boolean {
    const state = file.read();
    const { running } = state;
    if (!running) return false;
    const { met, hit } = countOf(state, key);
    const { skip = 0, most = Infinity }: Often = "often" in rule ? (rule.often ?? {}) : {};
    const drawn = randomOf(running.seed, key, met)() < running.intensity;
    const isHit = met >= skip && hit < most && drawn;
    const counts = { ...state.counts, [key]: { met: met + 1, hit: hit + (isHit ? 1 : 0) } };
    file.write({ ...state, counts });
    return isHit;
  }

  return {
    of,
    hits,
    hitting: (on, fits) => of(on).filter((running) => fits(running.rule) && hits(running)),
    randomFor: ({ key }, ...what) => randomOf(file.read().running?.seed ?? 0, key, ...what),
    random() {
      const state = file.read();
      if (!state.running) return Math.random();
      const { met } = countOf(state, OWN);
      file.write({ ...state, counts: { ...state.counts, [OWN]: { met: met + 1, hit: 0 } } });
      return randomOf(state.running.seed, OWN, met)();
    },
    metBefore: ({ key }) => countOf(file.read(), key).met,
    intensity: () => file.read().running?.intensity ?? 0,
  };
}

/** Under which the sandbox's own draws are counted. */
const OWN = "sandbox";

const countOf = ({ counts }: LabState, key: string) => counts[key] ?? { met: 0, hit: 0 };
