import type { Step } from "./step-journal.ts";

/**
 * How long a create may still take effect after it was sent: the panel gives its daemon 15 s and the taking back 15 s more,
 * and neither a client that hangs up nor one that dies stops it.
 */
export const CREATE_MAY_LAST_MS = 40_000;

/** What the `create` step keeps while it has no certain answer. Epoch ms. */
export interface UncertainCreate {
  readonly mayHappenUntil: number;
}

/**
 * Until when what a look-up says of the server is not final: a create of this order may still make one, or take one back.
 * 0 where every create has ended. Pure.
 */
export function mayHappenUntil(steps: readonly Step[]): number {
  return steps.reduce((latest, step) => Math.max(latest, endOf(step)), 0);
}

function endOf({ name, outcome, found }: Step): number {
  const isOpen = outcome === "uncertain" || outcome === "running"; // the process died while it asked
  return name === "create" && isOpen && found ? (JSON.parse(found) as UncertainCreate).mayHappenUntil : 0;
}
