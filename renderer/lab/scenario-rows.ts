import type { LabScenario } from "../../shared/contract/lab.ts";
import type { TraceStepState } from "../../shared/contract/states.ts";
import type { Section } from "../ui/grid/grid-items.ts";

type Side = LabScenario["side"];

/** The table's parts, in the order in which they stand. */
const PARTS: readonly (readonly [Side, string])[] = [
  ["shop", "Defects of a real shop"],
  ["webhooks", "Weather: webhooks"],
  ["stripe", "Weather: Stripe"],
  ["panel", "Weather: panel"],
  ["daemon", "Weather: daemons and people's hands"],
  ["customers", "Weather: customers"],
];

/** Whether a scenario is what was typed, by its words or by the number of a defect. */
function fits({ name, title, does, defects }: LabScenario, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (/^\d{1,2}$/.test(wanted)) return defects.includes(Number(wanted));
  return [name, title, does].some((text) => text.toLowerCase().includes(wanted));
}

/** The scenarios that fit the filter, part by part; within the defects by their number. */
export function scenarioParts(
  scenarios: readonly LabScenario[],
  typed: string,
): { readonly rows: readonly LabScenario[]; readonly sections: readonly Section[] } {
  const parts = PARTS.map(([side, title]) => {
    const rows = scenarios.filter((scenario) => scenario.side === side && fits(scenario, typed));
    if (side === "shop") rows.sort((a, b) => (a.defects[0] ?? 0) - (b.defects[0] ?? 0));
    return { key: side, title, rows };
  }).filter(({ rows }) => rows.length > 0);
  return {
    rows: parts.flatMap(({ rows }) => rows),
    sections: parts.map(({ key, title, rows }) => ({
      key,
      title,
      count: rows.length,
      rowIds: rows.map(({ name }) => name),
    })),
  };
}

/** A scenario's title under its part's own, which says already whose mistake it is. */
export function nameInPart({ side, title }: Pick<LabScenario, "side" | "title">): string {
  const rest = side === "shop" ? title.replace(/^Older shop: /, "") : title.replace(/^(Stripe|Panel): /, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** The ten marks of an order that a scenario breaks: proved up to the broken step, waiting behind it. */
export const brokenStrip = ({ step, state }: NonNullable<LabScenario["breaks"]>): readonly TraceStepState[] =>
  Array.from({ length: 10 }, (_, index) => (index + 1 < step ? "proved" : index + 1 === step ? state : "waiting"));
