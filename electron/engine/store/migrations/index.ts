import { firstPurchase } from "./0001-first-purchase.ts";
import { journalDepth } from "./0002-journal-depth.ts";
import { aServersLife } from "./0003-a-servers-life.ts";
import { taggedNodes } from "./0004-tagged-nodes.ts";
import { actsOnEvents } from "./0005-acts-on-events.ts";
import type { Migration } from "./migration.ts";

/** Listed by hand, in order, so that a bundle carries them all and a gap is seen in review. */
export const migrations: readonly Migration[] = [firstPurchase, journalDepth, aServersLife, taggedNodes, actsOnEvents];
