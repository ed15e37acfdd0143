import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { exampleCatalog } from "./running-shop.ts";

/** The example catalog as `change` leaves it, in a file of its own; gone when the test ends. */
export function catalogFileWith(change: (catalog: CatalogFile) => void): string {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-catalog-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const catalog = exampleCatalog();
  change(catalog);
  const file = path.join(folder, "catalog.json");
  writeFileSync(file, JSON.stringify(catalog));
  return file;
}

/** A plan of a catalog that must have it. */
export const planIn = (catalog: CatalogFile, id: string): CatalogFile["plans"][number] =>
  catalog.plans.find((plan) => plan.id === id)!;
