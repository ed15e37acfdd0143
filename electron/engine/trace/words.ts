import type { Money } from "../../../shared/kernel/money.ts";
import { formatMoney } from "../../../shared/kernel/money.ts";

const UNITS = [
  { ms: 86_400_000, word: "d" },
  { ms: 3_600_000, word: "h" },
  { ms: 60_000, word: "min" },
] as const;

/** A span as people read it: `46 s`, `38 min`, `18 h`, `9 d`. Never less than a second. */
export function span(ms: number): string {
  const unit = UNITS.find((unit) => ms >= unit.ms);
  return unit ? `${Math.floor(ms / unit.ms)} ${unit.word}` : `${Math.max(1, Math.round(ms / 1_000))} s`;
}

/** An id cut in the middle, its kind and its last six signs kept: `cs_live_…02kQx7`. Short ones stay whole. */
export function shortId(id: string): string {
  const kind = id.slice(0, id.lastIndexOf("_") + 1);
  return id.length - kind.length > 9 ? `${kind}…${id.slice(-6)}` : id;
}

/** `1 request`, `3 requests`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** `once`, `twice`, `3 times`. */
export function times(count: number): string {
  if (count === 1) return "once";
  return count === 2 ? "twice" : `${count} times`;
}

/** MiB as the console writes them: `4 GB`, `512 MB`. */
export const megabytes = (mb: number): string => (mb >= 1_024 ? `${+(mb / 1_024).toFixed(1)} GB` : `${mb} MB`);

/** Money from the two columns that hold it. */
export const money = (amount: number, currency: string): string => formatMoney({ amount, currency } satisfies Money);

/** A sentence with its full stop, whoever wrote it. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** An operator's or customer's name without the prefix that tells its kind. */
export const nameOf = (actor: string): string => actor.replace(/^(operator|email):/, "");
