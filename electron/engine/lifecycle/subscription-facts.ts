import type Stripe from "stripe";
import type { LifeSettings } from "../../../shared/contract/settings.ts";
import type { LineItem } from "../orders/line-items.ts";
import { idOf } from "../stripe/stripe-reads.ts";
import { DAY_MS } from "./decide-termination.ts";

/** What of a Subscription and its open invoices is decided by. Times are epoch ms. */
export interface SubscriptionFacts {
  readonly id: string;
  readonly orderId: string | null;
  readonly customerId: string | null;
  /** Stripe's own word. */
  readonly status: string;
  readonly periodEnd: number | null;
  /** When it will end, where that is set; null once it has ended. */
  readonly cancelAt: number | null;
  readonly endedAt: number | null;
  readonly isPaused: boolean;
  /** Stripe keeps it and asks for no money: `pause_collection`. */
  readonly isCollectionPaused: boolean;
  /** When the oldest invoice that is not paid fell due; null while nothing is owed. */
  readonly pastDueSince: number | null;
  /** Stripe gave the customer up: `unpaid`. */
  readonly isGivenUp: boolean;
  readonly items: readonly LineItem[];
}

const ENDED = new Set(["canceled", "incomplete_expired"]);
const OWING = new Set(["past_due", "unpaid"]);

/** Whether a Subscription owes money, so that its open invoices tell since when. Pure. */
export const owes = ({ status }: Pick<Stripe.Subscription, "status">): boolean => OWING.has(status);

/** Reads a Subscription with those of its invoices that are open. Pure. */
export function subscriptionFacts(
  subscription: Stripe.Subscription,
  openInvoices: readonly Pick<Stripe.Invoice, "created" | "due_date">[],
): SubscriptionFacts {
  const { status } = subscription;
  const items = subscription.items?.data ?? [];
  const hasEnded = ENDED.has(status);
  const ends = items.map((item) => item.current_period_end).filter(isTime);
  const starts = items.map((item) => item.current_period_start).filter(isTime);
  // Either of the two means that the end is set; the flag alone means the end of the period.
  const cancelS = subscription.cancel_at ?? (subscription.cancel_at_period_end ? latest(ends) : null);
  const dueS = openInvoices.map((invoice) => invoice.due_date ?? invoice.created);
  const owedS = earliest(dueS) ?? earliest(starts) ?? subscription.created;
  const endedS = subscription.ended_at ?? subscription.canceled_at ?? subscription.created;
  return {
    id: subscription.id,
    orderId: subscription.metadata?.["order_id"] ?? null,
    customerId: idOf(subscription.customer),
    status,
    periodEnd: inMs(latest(ends)),
    cancelAt: hasEnded ? null : inMs(cancelS),
    endedAt: hasEnded ? inMs(endedS) : null,
    isPaused: status === "paused",
    isCollectionPaused: !hasEnded && Boolean(subscription.pause_collection),
    pastDueSince: owes(subscription) ? inMs(owedS) : null,
    isGivenUp: status === "unpaid",
    items: items.map(({ price, quantity }) => ({ price: price.id, quantity: quantity ?? 1 })),
  };
}

const isTime = (time: number | null | undefined): time is number => typeof time === "number";
const earliest = (times: readonly number[]): number | null => (times.length > 0 ? Math.min(...times) : null);
const latest = (times: readonly number[]): number | null => (times.length > 0 ? Math.max(...times) : null);
const inMs = (seconds: number | null | undefined): number | null => (isTime(seconds) ? seconds * 1_000 : null);

/** When the grace after a failed renewal is over. Epoch ms. Pure. */
export const graceEnd = (pastDueSince: number, { graceDays }: Pick<LifeSettings, "graceDays">): number =>
  pastDueSince + graceDays * DAY_MS;

/**
 * Since when a service is held for not being paid: when its grace ended, or, where Stripe gave the customer up before that,
 * when the money fell due. Null while it may run. Pure.
 */
export function heldUnpaidSince(
  { pastDueSince, isGivenUp }: Pick<SubscriptionFacts, "pastDueSince" | "isGivenUp">,
  settings: Pick<LifeSettings, "graceDays">,
  now: number,
): number | null {
  if (pastDueSince === null) return null;
  const ends = graceEnd(pastDueSince, settings);
  if (ends <= now) return ends;
  return isGivenUp ? pastDueSince : null;
}
