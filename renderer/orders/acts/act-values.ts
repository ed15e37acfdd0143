import type { Standing } from "../../../shared/contract/acts.ts";
import type { OrderDetail } from "../../../shared/contract/orders.ts";
import type { Term } from "../../../shared/contract/states.ts";
import type { Environment } from "../../../shared/kernel/environment.ts";
import { formatMoney } from "../../../shared/kernel/format-money.ts";
import type { Money } from "../../../shared/kernel/money.ts";
import { minorUnits } from "./amount.ts";
import type { ActKind } from "./offered-acts.ts";

/** What an act is done to, and where. */
export interface ActOn {
  readonly kind: ActKind;
  readonly order: OrderDetail;
  readonly standing: Standing;
  readonly env: Environment;
}

/** The next deletion that still can be called off; one that runs can't. */
export const waitingDeletion = ({ scheduled }: Standing) => scheduled.find(({ running }) => !running);

/** How long a deletion can wait: none, or a time in which it can be called off. */
export const DELAYS = { now: 0, day: 24, three_days: 72, week: 168 } as const;
const HOUR_MS = 3_600_000;

/** What the dialogs ask, each its part. Amounts are as they are typed. */
export interface ActValues {
  readonly reason: string;
  readonly text: string;
  readonly share: "all" | "part";
  readonly amount: string;
  readonly cancelSubscription: boolean;
  readonly when: "now" | "period_end" | "never";
  readonly delay: keyof typeof DELAYS;
  readonly planId: string;
  readonly term: Term;
  readonly addons: readonly string[];
  readonly proration: "create_prorations" | "always_invoice" | "none";
  /** The number of a server on the panel, as it is typed. */
  readonly serverId: string;
  /** How that server differs from what was sold was read, and is taken all the same. */
  readonly acceptDifferences: boolean;
  readonly confirm: string;
}

const NO_VALUES: ActValues = {
  reason: "",
  text: "",
  share: "all",
  amount: "",
  cancelSubscription: false,
  when: "now",
  delay: "day",
  planId: "",
  term: "monthly",
  addons: [],
  proration: "create_prorations",
  serverId: "",
  acceptDifferences: false,
  confirm: "",
};

/** What a dialog begins with: a plan is changed from the one that the order is on. Pure. */
export const firstValues = ({ kind, order }: Pick<ActOn, "kind" | "order">): ActValues =>
  kind === "changePlan" ? { ...NO_VALUES, term: order.term, addons: order.addons } : NO_VALUES;

/** The typed number of a server; null for what is none. Pure. */
export const serverNumber = ({ serverId }: Pick<ActValues, "serverId">): number | null =>
  /^[1-9]\d{0,14}$/.test(serverId.trim()) ? Number(serverId) : null;

/** When the server is deleted, epoch ms; null for now. Pure. */
export const deletedAt = ({ delay }: Pick<ActValues, "delay">, now: number): number | null =>
  delay === "now" ? null : now + DELAYS[delay] * HOUR_MS;

/** What has to be typed in `live`. `fits` is whether it was; the engine has the last word. */
export interface Typed {
  readonly label: string;
  readonly fits: boolean;
}

/**
 * What the act wants typed before it is done; null for nothing. How much is left of a payment only Stripe knows: there any
 * amount is taken, and the engine refuses one that differs. `newPrice` is that of the plan that is chosen. Pure.
 */
export function typedFor(
  { kind, order, env }: Omit<ActOn, "standing">,
  values: ActValues,
  newPrice: Money | null = null,
): Typed | null {
  if (env !== "live") return null;
  const { confirm } = values;
  if (kind === "reinstall" || kind === "terminate")
    return { label: `Type the server's name, ${order.serverName}`, fits: confirm.trim() === order.serverName };
  if (kind === "changePlan" && newPrice !== null)
    return {
      label: `Type the new price, ${formatMoney(newPrice)}`,
      fits: sameAmount(confirm, newPrice),
    };
  if (kind !== "refund") return null;
  const { currency } = order.price;
  const typed = minorUnits(confirm, currency);
  if (values.share === "all") return { label: "Type the amount that is left", fits: typed !== null };
  const amount = minorUnits(values.amount, currency);
  const label = amount === null ? "Type the amount" : `Type the amount, ${formatMoney({ amount, currency })}`;
  return { label, fits: amount !== null && typed === amount };
}

/** A price of nothing is typed as `0`, which is no amount that could be refunded. */
const sameAmount = (typed: string, { amount, currency }: Money): boolean =>
  amount === 0 ? /^[^\d]*0([.,]0+)?$/.test(typed.trim()) : minorUnits(typed, currency) === amount;
