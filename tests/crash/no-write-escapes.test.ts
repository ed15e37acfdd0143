import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { readWal } from "../../electron/engine/store/read-wal.ts";
import { checkOut, orderReaches, pay } from "../suites/shop/purchase.ts";
import { openShop } from "../suites/shop/running-shop.ts";
import { type DurableWrite, watchWrites } from "./world/watch-writes.ts";

test("every commit that SQLite writes during a purchase is one that an engine can be killed at", async () => {
  let file = "";
  let known = 0;
  const strays: string[] = [];
  const seen = new Set<string>();
  const onDurableWrite = ({ moment, wrote }: DurableWrite) => {
    if (file === "") return;
    const { commits } = readWal(`${file}-wal`);
    const expected = moment === "before" ? known : known + 1;
    if (commits !== expected)
      strays.push(`${moment} ${wrote.join(", ")}: ${commits} commits where ${expected} were told`);
    known = commits;
    seen.add(wrote.join(", "));
  };
  const shop = await openShop({ engine: { onDatabaseOpen: (raw) => watchWrites(raw, onDurableWrite) } });
  const reader = new Sqlite(shop.db.name, { readonly: true });
  onTestFinished(() => void reader.close());
  reader.exec("BEGIN; SELECT count(*) FROM orders"); // who reads keeps the log from beginning anew
  known = readWal(`${shop.db.name}-wal`).commits; // in one turn with the next line: no write comes between
  file = shop.db.name;
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  await orderReaches(shop, orderId, { status: "provisioned" });
  expect(strays).toEqual([]);
  expect(seen.size).toBeGreaterThan(8);
});
