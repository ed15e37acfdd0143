import type { Recurring } from "./shapes/price.ts";
import { everyPeriod, newPrice } from "./shapes/price.ts";
import { newProduct } from "./shapes/product.ts";
import type { Work } from "./work.ts";

/** Products and prices that a shop has at its Stripe before anybody buys. Amounts in minor units. */
export interface Seed {
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly prices: readonly SeedPrice[];
}
export interface SeedPrice {
  readonly id: string;
  readonly product: string;
  readonly nickname?: string | undefined;
  readonly unit_amount: number;
  readonly currency: string;
  readonly recurring: { readonly interval: "month" | "year"; readonly interval_count: number };
}

/**
 * Adds what is missing and leaves alone what is there: it is somebody else's system, in which a price may have been
 * archived since. No events: it was all there before.
 */
export function plantSeed(work: Work, { products, prices }: Seed): void {
  for (const product of products)
    if (!work.objects.findAny(product.id)) work.objects.insert(newProduct(product, work.now), work.now);
  for (const price of prices) {
    if (work.objects.findAny(price.id)) continue;
    if (!work.objects.find("product", price.product))
      throw new Error(`The seed's price ${price.id} is of a product ${price.product} that is not there.`);
    work.objects.insert(newPrice(asPrice(price), work.now), work.now);
  }
}

const asPrice = ({
  recurring,
  nickname = null,
  ...price
}: Omit<SeedPrice, "nickname"> & { nickname?: string | null | undefined }) => ({
  ...price,
  nickname,
  recurring: everyPeriod(recurring.interval, recurring.interval_count) satisfies Recurring,
});
