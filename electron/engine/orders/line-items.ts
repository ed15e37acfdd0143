/** One of Stripe's Prices, how often. */
export interface LineItem {
  readonly price: string;
  readonly quantity: number;
}

/** Line items as text that is the same for the same items in any order. Kept in `orders.line_items`. */
export function writeLineItems(items: readonly LineItem[]): string {
  const together = new Map<string, number>();
  for (const { price, quantity } of items) together.set(price, (together.get(price) ?? 0) + quantity);
  const sorted = [...together].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted.map(([price, quantity]) => ({ price, quantity })));
}

export const readLineItems = (text: string): readonly LineItem[] => JSON.parse(text) as LineItem[];
