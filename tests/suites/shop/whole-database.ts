import { expect, vi } from "vitest";
import type { RunningShop } from "./running-shop.ts";

/** Every row of every table, by table. */
export function wholeDatabase({ db }: RunningShop): Record<string, unknown[]> {
  const names = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return Object.fromEntries(names.map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]));
}

/** Waits until nothing is at work or due, so that whatever is written from now on, somebody asked for. */
export const quiet = (shop: RunningShop): Promise<void> =>
  vi.waitFor(
    () => expect(shop.db.prepare("SELECT kind FROM jobs WHERE state IN ('waiting', 'running')").all()).toEqual([]),
    { timeout: 10_000, interval: 15 },
  );
