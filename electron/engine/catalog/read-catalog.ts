import type { CatalogAddon, CatalogPlan, CatalogRegion } from "../../../shared/contract/catalog-file.ts";
import type { Db } from "../store/open-store.ts";

/** What the catalog file last said of a plan; `active` is false also where the file holds it no more. */
export type Plan = CatalogPlan;
/** What the catalog file last said of a region, and whether it is still in the file. */
export type Region = CatalogRegion & { readonly active: boolean };

/** The plans on sale, in the file's order. */
export async function listActivePlans(db: Db): Promise<Plan[]> {
  const rows = await db.selectFrom("plans").selectAll().where("active", "=", 1).orderBy("position").execute();
  return rows.map(planOf);
}

/** A plan by its id, also one that is sold no more: look at `active` before selling it. */
export async function findPlan(db: Db, id: string): Promise<Plan | undefined> {
  const row = await db.selectFrom("plans").selectAll().where("id", "=", id).executeTakeFirst();
  return row && planOf(row);
}

/** The regions on sale, in the file's order. */
export async function listRegions(db: Db): Promise<Region[]> {
  return (await listAllRegions(db)).filter(({ active }) => active);
}

/** Every region that orders may name, those sold no more too. */
export async function listAllRegions(db: Db): Promise<Region[]> {
  const rows = await db.selectFrom("regions").selectAll().orderBy("position").execute();
  return rows.map(regionOf);
}

/** A region by its id, also one that is sold no more: look at `active` before selling it. */
export async function findRegion(db: Db, id: string): Promise<Region | undefined> {
  const row = await db.selectFrom("regions").selectAll().where("id", "=", id).executeTakeFirst();
  return row && regionOf(row);
}

/** The add-ons on sale, by their names. */
export async function listActiveAddons(db: Db): Promise<CatalogAddon[]> {
  const rows = await db.selectFrom("addons").selectAll().where("active", "=", 1).orderBy("name").execute();
  return rows.map(({ spec }) => JSON.parse(spec) as CatalogAddon);
}

/** The add-ons on sale that `ids` names, in its order; one that is named twice comes twice, an unknown one not at all. */
export async function findAddons(db: Db, ids: readonly string[]): Promise<CatalogAddon[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("addons")
    .selectAll()
    .where("id", "in", [...ids])
    .where("active", "=", 1)
    .execute();
  const held = new Map(rows.map((row) => [row.id, JSON.parse(row.spec) as CatalogAddon]));
  return ids.flatMap((id) => held.get(id) ?? []);
}

interface CatalogRow {
  readonly spec: string;
  readonly active: number;
}
const planOf = (row: CatalogRow): Plan => ({ ...(JSON.parse(row.spec) as CatalogPlan), active: row.active === 1 });
const regionOf = (row: CatalogRow): Region => ({
  ...(JSON.parse(row.spec) as CatalogRegion),
  active: row.active === 1,
});
