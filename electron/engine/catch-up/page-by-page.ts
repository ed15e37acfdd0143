import type { Result } from "../../../shared/kernel/result.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";

/** A bound that only a broken stand-in reaches: a list that never ends. */
const MOST_PAGES = 10_000;

/** One page of a list of Stripe's. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** How a list is read and worked off. */
export interface PageWork<T> {
  readonly read: (startingAfter: string | null) => Promise<Result<ListPage<T>, StripeFault>>;
  /** Works a page off; answers how many of it were news. */
  readonly work: (items: readonly T[]) => Promise<number>;
  /** Told after each page that is worked off: its last object and how many were news. What was told need not be done again. */
  readonly onPage: (last: string | null, news: number) => Promise<void>;
}

/**
 * Reads a list from where it was left. A page counts as done only when it is worked off, so that a crash repeats one page at
 * most. Where the object to go on from is gone, the list is read from its start. Null once it is at its end.
 */
export async function pageByPage<T extends { readonly id: string }>(
  from: string | null,
  { read, work, onPage }: PageWork<T>,
): Promise<StripeFault | null> {
  let startingAfter = from;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await read(startingAfter);
    if (!answer.ok) {
      if (startingAfter === null || !isGone(answer.error)) return answer.error;
      startingAfter = null;
      continue;
    }
    const { items, more } = answer.value;
    const news = await work(items);
    startingAfter = items.at(-1)?.id ?? null;
    await onPage(startingAfter, news);
    if (!more || startingAfter === null) return null;
  }
  return null;
}

const isGone = ({ code, stripeCode }: StripeFault): boolean =>
  code === "STRIPE_NOT_FOUND" || stripeCode === "resource_missing";
