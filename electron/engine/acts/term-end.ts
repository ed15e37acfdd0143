import type { Term } from "../../../shared/contract/states.ts";

const MONTHS: Readonly<Record<Term, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

/** When a term that begins at `start` is over: the same day of a later month, or that month's last day. Epoch ms, by UTC. Pure. */
export function termEnd(start: number, term: Term): number {
  const from = new Date(start);
  const months = from.getUTCMonth() + MONTHS[term];
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const end = new Date(start);
  end.setUTCFullYear(from.getUTCFullYear(), months, Math.min(from.getUTCDate(), lastDay));
  return end.getTime();
}
