import { firstPurchase } from "./0001-first-purchase.ts";
import type { Migration } from "./migration.ts";

/** Listed by hand, in order, so that a bundle carries them all and a gap is seen in review. */
export const migrations: readonly Migration[] = [firstPurchase];
