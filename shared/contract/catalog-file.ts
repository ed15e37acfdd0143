import { z } from "zod";
import { Money } from "../kernel/money.ts";
import { Term } from "./states.ts";

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "an id has letters, digits, dot, dash and underscore");
const positive = z.number().int().positive();
const notNegative = z.number().int().nonnegative();
const Price = Money.extend({ stripe_price_id: z.string().min(1) }).strict();
const Prices = z
  .partialRecord(Term, Price)
  .refine((prices) => Object.keys(prices).length > 0, "a plan needs a price for one term at least");

/**
 * What a refund means for the server, where a plan differs from the rest. A full refund suspends it, and deletes it after
 * `delete_after_days` where that is given; a part of the money back leaves it running, or suspends it.
 */
const RefundPolicy = z.strictObject({
  delete_after_days: z.number().int().min(1).max(365).optional(),
  partial: z.enum(["keep", "suspend"]).default("keep"),
});

/** What is sold. Memory and disk in MiB, CPU in percent of one core; see the storefront contract for the optional ones. */
export const CatalogPlan = z.strictObject({
  id,
  item_type: z.string().min(1),
  game: z.string().min(1),
  name: z.string().min(1),
  ram_mb: positive,
  disk_mb: positive,
  cpu_percent: notNegative,
  egg_id: positive,
  nest_id: positive.optional(),
  environment: z.record(z.string(), z.string()).default({}),
  docker_image: z.string().min(1).optional(),
  startup: z.string().min(1).optional(),
  swap_mb: z.number().int().min(-1).default(0),
  io_weight: z.number().int().min(10).max(1000).default(500),
  databases: notNegative.default(0),
  backups: notNegative.default(0),
  allocations: positive.default(1),
  active: z.boolean().default(true),
  trial_days: z.number().int().min(1).max(730).optional(),
  refund_policy: RefundPolicy.optional(),
  prices: Prices,
});
export type CatalogPlan = z.infer<typeof CatalogPlan>;

/** Node id → weight, as JSON has it: the key is a text. */
const NodeWeights = z.record(z.string().regex(/^[1-9]\d*$/), z.number().min(0).max(1000));

const Region = z.strictObject({
  id,
  name: z.string().min(1),
  location_ids: z.array(positive).min(1).optional(),
  tags: z.array(z.string().min(1)).min(1).optional(),
  node_ids: z.array(positive).min(1).optional(),
  node_weights: NodeWeights.optional(),
  placement: z.enum(["nodes", "deploy"]).default("nodes"),
});
type Region = z.infer<typeof Region>;

const namesAPlace = ({ location_ids, tags, node_ids, placement }: Region) =>
  location_ids !== undefined || tags !== undefined || (node_ids !== undefined && placement === "nodes");
const weighsWhatItPlaces = ({ node_weights, placement }: Region) => node_weights === undefined || placement === "nodes";
const weighsItsOwn = ({ node_weights, node_ids }: Region) =>
  !node_weights || !node_ids || Object.keys(node_weights).every((node) => node_ids.includes(Number(node)));

/**
 * Where a customer may want it: locations of a Pterodactyl panel, tags of a Pelican panel's nodes (any of them is enough),
 * or chosen nodes. Among the nodes Waybill takes the one whose free share of memory, times its weight, is the largest; a
 * node without a weight has 1, one of weight 0 is taken when no other has room.
 */
export const CatalogRegion = Region.refine(namesAPlace, "a region names location_ids, tags (Pelican), or node_ids")
  .refine(weighsWhatItPlaces, {
    error: "the panel chooses the node itself under deploy, by no weights",
    path: ["node_weights"],
  })
  .refine(weighsItsOwn, { error: "a weight is for one of the region's node_ids", path: ["node_weights"] })
  .transform(({ location_ids = [], ...region }) => ({ ...region, location_ids }));
export type CatalogRegion = z.infer<typeof CatalogRegion>;

export const CatalogAddon = z.strictObject({
  id,
  name: z.string().min(1),
  prices: Prices,
  adds: z.strictObject({
    ram_mb: notNegative.optional(),
    disk_mb: notNegative.optional(),
    cpu_percent: notNegative.optional(),
    databases: notNegative.optional(),
    backups: notNegative.optional(),
  }),
});
export type CatalogAddon = z.infer<typeof CatalogAddon>;

const unique = (rows: readonly { id: string }[]) => new Set(rows.map((row) => row.id)).size === rows.length;

/** The whole catalog file. Strict: a misspelt field is refused, not ignored. */
export const CatalogFile = z.strictObject({
  plans: z.array(CatalogPlan).refine(unique, "two plans have the same id"),
  regions: z.array(CatalogRegion).refine(unique, "two regions have the same id"),
  addons: z.array(CatalogAddon).refine(unique, "two add-ons have the same id").default([]),
});
export type CatalogFile = z.infer<typeof CatalogFile>;
