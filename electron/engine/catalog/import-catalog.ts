import type { CatalogAddon, CatalogFile, CatalogPlan, CatalogRegion } from "../../../shared/contract/catalog-file.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Db } from "../store/open-store.ts";
import { type CatalogRefused, readCatalog } from "./read-catalog-file.ts";

/** How many the file holds of each, and how many that were sold before are not in it any more. */
export interface CatalogImported {
  readonly plans: number;
  readonly regions: number;
  readonly addons: number;
  readonly inactivated: number;
}

/**
 * Makes the catalog what `file` (a path, or the document itself) says, in one transaction: what it holds is written in its
 * order, what it does not hold becomes inactive. A fault anywhere in it imports nothing.
 */
export async function importCatalog(
  db: Db,
  file: unknown,
  now: number,
): Promise<Result<CatalogImported, CatalogRefused>> {
  const read = await readCatalog(file);
  if (!read.ok) return read;
  return ok(await db.transaction().execute((tx) => writeCatalog(tx, read.value, now)));
}

async function writeCatalog(tx: Db, catalog: CatalogFile, now: number): Promise<CatalogImported> {
  const { plans, regions, addons } = catalog;
  const inactivated =
    (await retire(tx, "plans", plans, now)) +
    (await retire(tx, "regions", regions, now)) +
    (await retire(tx, "addons", addons, now));
  for (const [position, plan] of plans.entries()) await writePlan(tx, plan, position, now);
  for (const [position, region] of regions.entries()) await writeRegion(tx, region, position, now);
  for (const addon of addons) await writeAddon(tx, addon, now);
  return { plans: plans.length, regions: regions.length, addons: addons.length, inactivated };
}

/** Orders keep naming what was sold, so nothing is deleted. */
async function retire(
  tx: Db,
  table: "plans" | "regions" | "addons",
  kept: readonly { readonly id: string }[],
  now: number,
): Promise<number> {
  const held = await tx.selectFrom(table).select("id").where("active", "=", 1).execute();
  const ids = new Set(kept.map((row) => row.id));
  const gone = held.map((row) => row.id).filter((id) => !ids.has(id));
  for (const id of gone) await tx.updateTable(table).set({ active: 0, updated_at: now }).where("id", "=", id).execute();
  return gone.length;
}

async function writePlan(tx: Db, plan: CatalogPlan, position: number, now: number): Promise<void> {
  const { item_type, game, name, ram_mb, disk_mb, cpu_percent } = plan;
  const facts = { item_type, game, name, ram_mb, disk_mb, cpu_percent };
  const row = { ...facts, spec: JSON.stringify(plan), active: plan.active ? 1 : 0, position, updated_at: now };
  await tx
    .insertInto("plans")
    .values({ id: plan.id, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  await tx.deleteFrom("plan_prices").where("plan_id", "=", plan.id).execute();
  for (const [term, price] of Object.entries(plan.prices)) {
    const known = term as keyof typeof plan.prices;
    await tx
      .insertInto("plan_prices")
      .values({ plan_id: plan.id, term: known, ...price })
      .execute();
  }
}

async function writeRegion(tx: Db, region: CatalogRegion, position: number, now: number): Promise<void> {
  const row = { name: region.name, spec: JSON.stringify(region), active: 1, position, updated_at: now };
  await tx
    .insertInto("regions")
    .values({ id: region.id, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}

async function writeAddon(tx: Db, addon: CatalogAddon, now: number): Promise<void> {
  const row = { name: addon.name, spec: JSON.stringify(addon), active: 1, updated_at: now };
  await tx
    .insertInto("addons")
    .values({ id: addon.id, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
