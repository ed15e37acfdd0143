import type { OrderStates } from "./order-machines.ts";

const NAMES = [
  ["status", "Order"],
  ["paymentState", "Payment"],
  ["serviceState", "Service"],
] as const;

/** A change of an order's states (JSON, as its history keeps them): `Order from pending to paid, payment from unpaid to paid.` */
export function moved(before: string, after: string): string {
  const [from, to] = [JSON.parse(before) as OrderStates, JSON.parse(after) as OrderStates];
  const parts = NAMES.flatMap(([key, name]) =>
    from[key] === to[key] ? [] : [`${name} from ${word(from[key])} to ${word(to[key])}`],
  );
  const [first, ...rest] = parts;
  if (!first) return "Confirmed what was already so.";
  return `${[first, ...rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(", ")}.`;
}

/** A snake_case name in words. */
export const word = (name: string): string => name.replaceAll("_", " ");
