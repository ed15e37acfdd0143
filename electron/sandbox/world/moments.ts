import { periodEnd } from "../stripe/shapes/billing-period.ts";
import type { Recurring } from "../stripe/shapes/price.ts";
import type { Life } from "./life.ts";

/** Something that happens in a life. */
export interface Moment {
  /** Epoch seconds. */
  readonly at: number;
  readonly kind: MomentKind;
  /** Which renewal it is, from 1. */
  readonly nth: number;
}
export type MomentKind =
  | "left"
  | "purchase"
  | "second_purchase"
  | "renewal"
  | "failed_renewal"
  | "cancel_asked"
  | "ended"
  | "refund"
  | "dispute"
  | "dispute_lost"
  | "expired";

/** How many events Stripe makes of each. */
export const EVENTS_OF: Readonly<Record<MomentKind, number>> = {
  left: 0,
  purchase: 10,
  second_purchase: 10,
  renewal: 6,
  failed_renewal: 6,
  cancel_asked: 1,
  ended: 1,
  refund: 2,
  dispute: 2,
  dispute_lost: 1,
  expired: 1,
};

const DAY = 24 * 3600;
const ANSWER_WITHIN = 9 * DAY;

const momentAt = (at: number, kind: MomentKind, nth = 0): Moment => ({ at, kind, nth });

/** All that has happened in a life by `until` (epoch seconds), in order. `recurring` is its price's. Pure. */
export function momentsOf(life: Life, recurring: Recurring, until: number): Moment[] {
  const { startsAt, fate, fateAfter, drift } = life;
  if (fate === "leaves")
    return [momentAt(startsAt, "left"), momentAt(startsAt + DAY, "expired")].filter((moment) => moment.at <= until);
  const period = (nth: number) => periodEnd(startsAt, recurring, nth);
  const moments = [momentAt(startsAt, "purchase")];
  if (drift === "paid_twice") moments.push(momentAt(startsAt + 120, "second_purchase"));
  const after = startsAt + fateAfter * DAY;
  let endsAt = Infinity;
  if (fate === "refunded") moments.push(momentAt(after, "refund"));
  if (fate === "disputed") moments.push(momentAt(after, "dispute"), momentAt(after + ANSWER_WITHIN, "dispute_lost"));
  if ((fate === "refunded" || fate === "disputed") && !drift) endsAt = after;
  if (fate === "cancels") {
    endsAt = drift ? startsAt + 2 * DAY : period(fateAfter);
    if (!drift)
      moments.push(momentAt(endsAt - 10 * DAY > startsAt ? endsAt - 10 * DAY : startsAt + DAY, "cancel_asked"));
  }
  if (fate === "past_due") {
    moments.push(momentAt(period(1), "failed_renewal", 1));
    endsAt = period(1);
  } else if (endsAt < Infinity) moments.push(momentAt(endsAt, "ended"));
  for (let nth = 1; period(nth) <= until && period(nth) < endsAt; nth += 1)
    moments.push(momentAt(period(nth), "renewal", nth));
  return moments.filter((moment) => moment.at <= until).sort((a, b) => a.at - b.at);
}

/** How many events a life makes. */
export const eventsOf = (life: Life, moments: readonly Moment[]): number =>
  moments.reduce((sum, { kind }) => sum + EVENTS_OF[kind], 0) - (life.drift === "event_never_made" ? 1 : 0);
