import { catalogTables } from "./0001-first-purchase/catalog.ts";
import { eventsTables } from "./0001-first-purchase/events.ts";
import { ordersTables } from "./0001-first-purchase/orders.ts";
import { panelTables } from "./0001-first-purchase/panel.ts";
import { workTables } from "./0001-first-purchase/work.ts";
import type { Migration } from "./migration.ts";

/** Everything that the first purchase needs. */
export const firstPurchase: Migration = {
  version: 1,
  name: "first purchase",
  sql: [catalogTables, ordersTables, eventsTables, panelTables, workTables].join("\n"),
};
