import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { firstPurchase } from "./0001-first-purchase.ts";
import { journalDepth } from "./0002-journal-depth.ts";
import { aServersLife } from "./0003-a-servers-life.ts";

const order = (id: string, states: readonly string[], subscription: string | null = null) => ({
  id,
  states: { status: states[0], payment: states[1], service: states[2] },
  subscription,
});

test("orders that had stopped keep the reason, those that run have none", () => {
  const db = new Sqlite(":memory:");
  db.exec(firstPurchase.sql);
  db.exec(journalDepth.sql);
  const insert = db.prepare(`INSERT INTO orders (id, user_id, source, created_by, item_type, plan_id, term, region,
      server_name, amount, currency, build, status, payment_state, service_state, stripe_subscription_id, created_at, updated_at)
    VALUES (@id, 'u', 'console', 'u', 'game', 'p', 'monthly', 'r', 's', 1, 'usd', '{}', @status, @payment, @service,
      @subscription, 1, 7)`);
  for (const { id, states, subscription } of [
    order("runs", ["provisioned", "paid", "active"]),
    order("unpaid", ["canceled", "unpaid", "none"]),
    order("refunded", ["refunded", "refunded", "suspended"]),
    order("disputed", ["provisioned", "disputed", "suspended"]),
    order("ended", ["provisioned", "paid", "suspended"], "sub_1"),
    order("never made", ["canceled", "paid", "none"], "sub_2"),
  ])
    insert.run({ id, ...states, subscription });
  db.exec(aServersLife.sql);
  const holds = db.prepare("SELECT order_id, reason, source, since FROM service_holds ORDER BY order_id").raw().all();
  expect(holds).toEqual([
    ["disputed", "disputed", "before", 7],
    ["ended", "ended", "sub_1", 7],
    ["never made", "ended", "sub_2", 7],
    ["refunded", "refunded", "before", 7],
  ]);
  expect(db.prepare("SELECT DISTINCT paid_by, trial_days FROM orders").all()).toEqual([
    { paid_by: "checkout", trial_days: 0 },
  ]);
});
