import { expect, test } from "vitest";
import { buy } from "./world/buy.ts";
import { openCrashWorld } from "./world/crash-world.ts";
import { expectConverged, settled } from "./world/expect-converged.ts";
import type { KillPoint } from "./world/given.ts";

/** One purchase to its end, with the engine killed at a point of its first life, if it comes to it. */
async function expectPurchase(
  killAt: KillPoint | null,
): Promise<{ readonly died: boolean; readonly writes: KillPoint[] }> {
  await using world = await openCrashWorld({ killAt, tellsWrites: killAt === null });
  const { orderId } = await buy(world);
  await settled(world);
  const { deaths, writes } = world.engine;
  await world.engine.stop();
  await expectConverged(world, orderId);
  return { died: deaths > 0, writes };
}

// The program itself tells where it can be stopped: a write that is added tomorrow is a test tomorrow.
const { writes } = await expectPurchase(null);
const reached = new Set<string>();

test.concurrent.each(writes)(
  "killed $name, time $nth: one server, all ten steps proved, nothing lost",
  async (point) => {
    // Housekeeping and webhooks come in no promised order, so a write may be one fewer the next time.
    const { died } = await expectPurchase(point);
    if (died) reached.add(point.name);
  },
);

test("an engine was killed at every kind of write", () => {
  expect([...new Set(writes.map(({ name }) => name))].filter((name) => !reached.has(name))).toEqual([]);
});
