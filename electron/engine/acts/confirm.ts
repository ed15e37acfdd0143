import type { Environment } from "../../../shared/kernel/environment.ts";
import { minorDigits } from "../../../shared/kernel/format-money.ts";
import { formatMoney, type Money } from "../../../shared/kernel/money.ts";
import type { ActRefused } from "./act.ts";

/** What an operator has to type: the amount that moves, the name of the server that loses its data, or a number of orders. */
export type Asked =
  | { readonly kind: "amount"; readonly money: Money }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "count"; readonly count: number };

/** What is to be typed, as a person reads it. Pure. */
export function wordsOf(asked: Asked): string {
  if (asked.kind === "amount") return formatMoney(asked.money);
  return asked.kind === "name" ? asked.name : String(asked.count);
}

/**
 * Why an act is not done yet: in `live`, what moves money, removes data or is done in bulk is typed. Null where it may go on.
 * Pure.
 */
export function notConfirmed(env: Environment, typed: string | null, asked: Asked): ActRefused | null {
  if (env !== "live" || (typed !== null && fits(typed.trim(), asked))) return null;
  const what = { amount: "the amount", name: "the server's name", count: "the number of orders" }[asked.kind];
  const says = `Type ${what}, ${wordsOf(asked)}, to confirm. Nothing was done.`;
  return { code: "ACT_NOT_CONFIRMED", says };
}

function fits(typed: string, asked: Asked): boolean {
  if (asked.kind === "name") return typed === asked.name;
  if (asked.kind === "count") return typed === String(asked.count);
  return numberIn(typed) === decimals(asked.money);
}

/** `$1,299.00`, `KWD 1.500` or `19.99` as digits and a point; null for what is no amount. */
function numberIn(typed: string): string | null {
  const found = /^[^\d.,+-]*(\d[\d,]*(?:\.\d+)?)[^\d.,+-]*$/.exec(typed);
  return found ? found[1]!.replaceAll(",", "") : null;
}

function decimals({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  const text = String(amount).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
