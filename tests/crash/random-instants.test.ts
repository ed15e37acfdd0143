import { test } from "vitest";
import { buy } from "./world/buy.ts";
import { openCrashWorld } from "./world/crash-world.ts";
import { expectConverged, finish } from "./world/expect-converged.ts";

// WAYBILL_CRASH=full kills at 200 instants; WAYBILL_CRASH_SEED takes the instants of an earlier run.
const INSTANTS = process.env["WAYBILL_CRASH"] === "full" ? 200 : 12;
const SEED = Number(process.env["WAYBILL_CRASH_SEED"] ?? Date.now() % 1_000_000);
/** From a process that has loaded nothing yet to one whose purchase is long done. */
const LONGEST_MS = 2_000;
const MOST_DEATHS = 3;

const random = randomOf(SEED);
/** After how many ms each life of an engine ends, one to three of them. */
const deaths = Array.from({ length: INSTANTS }, () =>
  Array.from({ length: 1 + Math.floor(random() * MOST_DEATHS) }, () => Math.floor(random() * LONGEST_MS)),
);

test.concurrent.each(deaths.map((killAfter) => ({ killAfter })))(
  `killed after $killAfter ms (seed ${SEED}): one server, all ten steps proved, nothing lost`,
  async ({ killAfter }) => {
    await using world = await openCrashWorld({ killAfter });
    const { orderId } = await buy(world);
    await finish(world);
    await expectConverged(world, orderId);
  },
);

/** Numbers in [0, 1) that a seed gives again (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
