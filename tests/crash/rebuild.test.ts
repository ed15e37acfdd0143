import { rmSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { damage } from "../suites/store/data-folder.ts";
import { serversOf } from "../suites/shop/purchase.ts";
import { buy } from "./world/buy.ts";
import { openCrashWorld } from "./world/crash-world.ts";
import { finish } from "./world/expect-converged.ts";
import type { KillPoint } from "./world/given.ts";

/** A purchase whose database is then damaged, and an engine that is killed at a write of the rebuild. */
async function expectRebuilt(
  killAt: KillPoint | null,
): Promise<{ readonly died: boolean; readonly writes: KillPoint[] }> {
  await using world = await openCrashWorld({});
  const { orderId } = await buy(world);
  await finish(world);
  const [before] = await serversOf(world, orderId);
  for (const end of ["-wal", "-shm"]) rmSync(world.databaseFile + end, { force: true });
  damage(world.databaseFile);

  world.startAgain({ killAt, tellsWrites: killAt === null });
  const done = "SELECT count(*) FROM findings WHERE code = 'DATABASE_REBUILT' AND says LIKE '%1 order came back%'";
  const isDone = () => world.look((db) => db.prepare(done).pluck().get() === 1);
  await vi.waitUntil(() => world.engine.isReady && isDone(), { timeout: 20_000, interval: 25 });
  const { engine } = world;
  await finish(world);

  const [after, ...more] = await serversOf(world, orderId);
  expect({ id: after!["id"], more }).toEqual({ id: before!["id"], more: [] });
  world.look((db) => {
    expect(db.prepare("SELECT id, status, payment_state, service_state, ptero_server_id FROM orders").all()).toEqual([
      {
        id: orderId,
        status: "provisioned",
        payment_state: "paid",
        service_state: "active",
        ptero_server_id: before!["id"],
      },
    ]);
    expect(db.prepare("SELECT code FROM findings").pluck().all()).toEqual(["DATABASE_REBUILT"]);
    expect(db.prepare("SELECT kind FROM jobs WHERE state IN ('running', 'dead')").all()).toEqual([]);
  });
  return { died: engine.deaths > 0, writes: engine.writes };
}

const { writes } = await expectRebuilt(null);
/**
 * The first of each kind: a rebuild begins anew whatever it was stopped at. Those that write no order and no finding only with
 * WAYBILL_CRASH=full.
 */
const isFull = process.env["WAYBILL_CRASH"] === "full";
const firsts = writes.filter(({ nth, name }) => nth === 1 && (isFull || /order|finding/.test(name)));
const reached = new Set<string>();

test.concurrent.each(firsts)("a rebuild killed $name begins anew, and ends the same", async (point) => {
  const { died } = await expectRebuilt(point);
  if (died) reached.add(point.name);
});

test("an engine was killed at most kinds of writes of a rebuild", () => {
  expect(reached.size).toBeGreaterThan(firsts.length / 2);
});
