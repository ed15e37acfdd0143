import type { PlanQuote } from "../../../shared/contract/acts.ts";
import type { OrderDetail } from "../../../shared/contract/orders.ts";
import { formatMoney } from "../../../shared/kernel/format-money.ts";
import { formatCores, formatMb } from "../../servers/sizes.ts";

/** One thing that a change of plan changes, as it is and as it will be. */
export interface PlanChange {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const size = (mb: number): string => (mb === 0 ? "no limit" : formatMb(mb));
const EVERY = { monthly: "a month", quarterly: "every 3 months", yearly: "a year" } as const;

/** What changes, the price first; what stays is left out, but for the price. Pure. */
export function planChanges(
  { price, term }: Pick<OrderDetail, "price" | "term">,
  quote: PlanQuote,
  newTerm: OrderDetail["term"],
): readonly PlanChange[] {
  const { sizeNow: now, sizeAfter: after } = quote;
  const sizes: readonly PlanChange[] = [
    { what: "Memory", from: size(now.memoryMb), to: size(after.memoryMb) },
    { what: "Disk", from: size(now.diskMb), to: size(after.diskMb) },
    { what: "CPU", from: formatCores(now.cpuPercent), to: formatCores(after.cpuPercent) },
    { what: "Databases", from: String(now.databases), to: String(after.databases) },
    { what: "Backups", from: String(now.backups), to: String(after.backups) },
  ];
  const money = {
    what: "Price",
    from: `${formatMoney(price)} ${EVERY[term]}`,
    to: `${formatMoney(quote.price)} ${EVERY[newTerm]}`,
  };
  return [money, ...sizes.filter(({ from, to }) => from !== to)];
}

/** Adds what is not there and takes away what is, all of it. Pure. */
export const toggled = (addons: readonly string[], id: string): readonly string[] =>
  addons.includes(id) ? addons.filter((addon) => addon !== id) : [...addons, id];
