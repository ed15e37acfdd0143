import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect } from "vitest";
import { sandboxFiles } from "../../../electron/sandbox/sandbox-files.ts";
import { generateWorld, type WorldAsked } from "../../../electron/sandbox/world/generate-world.ts";
import type { Planted, TrueOrder, WorldFacts } from "../../../electron/sandbox/world/ground-truth.ts";
import { newFolder } from "../scenarios/open-lab.ts";
import { exampleCatalog } from "../shop/running-shop.ts";

/** When the worlds of these tests end. */
export const WORLD_END = Date.UTC(2026, 10, 24, 12);

export interface Truth extends WorldFacts {
  readonly planted: readonly Planted[];
  readonly counts: Readonly<Record<"customers" | "events" | "objects" | "planted" | "servers", number>>;
}

export interface MadeWorld {
  readonly dataDir: string;
  readonly truth: Truth;
  readonly orders: readonly TrueOrder[];
  /** What was told while it was made: how many events of how many. */
  readonly progress: readonly (readonly [number, number])[];
}

/** Asks for a world in a folder; what was answered. */
export const askForWorld = (dataDir: string, asked: WorldAsked, onProgress?: (written: number, of: number) => void) =>
  generateWorld({
    asked,
    catalog: exampleCatalog(),
    files: sandboxFiles(dataDir, "pterodactyl"),
    now: WORLD_END,
    ...(onProgress ? { onProgress } : {}),
  });

export async function makeWorld(asked: WorldAsked, dataDir = newFolder()): Promise<MadeWorld> {
  const progress: [number, number][] = [];
  const made = await askForWorld(dataDir, asked, (written, of) => void progress.push([written, of]));
  expect(made).toMatchObject({ ok: true });
  const { world } = sandboxFiles(dataDir, "pterodactyl");
  const read = (name: string) => readFileSync(path.join(world, name), "utf8");
  const lines = read("orders.jsonl").split("\n").filter(Boolean);
  return {
    dataDir,
    truth: JSON.parse(read("truth.json")) as Truth,
    orders: lines.map((line) => JSON.parse(line) as TrueOrder),
    progress,
  };
}

/** Looks into one of a world's files. */
export function inFile<T>(
  { dataDir }: Pick<MadeWorld, "dataDir">,
  which: "panel" | "stripe",
  look: (db: Sqlite.Database) => T,
): T {
  const db = new Sqlite(sandboxFiles(dataDir, "pterodactyl")[which], { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

/** One text for all that is in a world's files, row by row. */
export function digestOf(world: MadeWorld): string {
  const hash = createHash("sha256").update(JSON.stringify([world.truth, world.orders]));
  for (const which of ["stripe", "panel"] as const)
    inFile(world, which, (db) => {
      const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();
      for (const table of tables as string[])
        for (const row of db.prepare(`SELECT * FROM ${table}`).iterate()) hash.update(JSON.stringify(row));
    });
  return hash.digest("hex");
}
