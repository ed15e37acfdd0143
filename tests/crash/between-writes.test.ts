import { expect, test } from "vitest";
import { buy } from "./world/buy.ts";
import { openCrashWorld } from "./world/crash-world.ts";
import { expectConverged, finish, idle } from "./world/expect-converged.ts";
import type { KillPoint } from "./world/given.ts";

/** One purchase to its end, with the engine killed at a point of its first life, if it comes to it. */
async function expectPurchase(
  killAt: KillPoint | null,
): Promise<{ readonly died: boolean; readonly writes: KillPoint[] }> {
  await using world = await openCrashWorld({ killAt, tellsWrites: killAt === null });
  await idle(world);
  const { orderId } = await buy(world);
  const { engine } = world;
  await finish(world);
  await expectConverged(world, orderId);
  return { died: engine.deaths > 0, writes: engine.writes };
}

// The program itself tells where it can be stopped: a write that is added tomorrow is a test tomorrow.
const { writes } = await expectPurchase(null);
const isFull = process.env["WAYBILL_CRASH"] === "full";
const points = writes.filter(({ name }) => isFull || !name.startsWith("starting: "));
const reached = new Set<string>();

/** Webhooks come in no promised order and in groups of any size, so a write may be one fewer the next time. */
const MOST_TRIES = 3;

test.concurrent.each(points)(
  "killed $name, time $nth: one server, all ten steps proved, nothing lost",
  async (point) => {
    const mostTries = point.nth === 1 ? MOST_TRIES : 1;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { died } = await expectPurchase(point);
      if (!died) continue;
      reached.add(point.name);
      break;
    }
  },
);

test("an engine was killed at every kind of write", () => {
  expect([...new Set(points.map(({ name }) => name))].filter((name) => !reached.has(name))).toEqual([]);
});
