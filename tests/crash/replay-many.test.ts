import { expect, test, vi } from "vitest";
import { ReplayFilter } from "../../shared/contract/event-replays.ts";
import { countMatching } from "../../electron/engine/event-acts/bulk/matching-events.ts";
import { startReplay } from "../../electron/engine/event-acts/bulk/start-replay.ts";
import { testDeps } from "../../electron/engine/rpc/deps-for-tests.ts";
import { openStore } from "../../electron/engine/store/open-store.ts";
import { serversOf } from "../suites/shop/purchase.ts";
import { buy } from "./world/buy.ts";
import { type CrashWorld, openCrashWorld } from "./world/crash-world.ts";
import { finish } from "./world/expect-converged.ts";

/** Right behind the commit that puts a handful of events back to work. */
const AFTER_A_HANDFUL =
  "starting: after insert jobs, insert replayed_events, insert webhook_requests, update replay_runs, update stripe_events_log";

/** Asks for a replay of everything while no engine runs, as one that was killed a moment later would have; answers how many. */
async function askForAll(world: CrashWorld): Promise<number> {
  const opened = openStore(world.databaseFile);
  if (!opened.ok) throw new Error(opened.error.says);
  const store = opened.value;
  const filter = ReplayFilter.parse({});
  const { count } = await countMatching(store.db, filter, "test");
  const deps = testDeps(store, { now: Date.now });
  const started = await startReplay(deps, { filter, count, confirm: null, operator: "Ines" });
  expect(started.ok).toBe(true);
  await store.close();
  return count;
}

test("a replay of many that is killed between two handfuls goes on behind the first, and repeats nothing", async () => {
  await using world = await openCrashWorld({});
  const orders = [await buy(world), await buy(world)];
  await finish(world);
  const history = () => world.look((db) => db.prepare("SELECT * FROM order_history ORDER BY id").all());
  const before = history();
  const count = await askForAll(world);
  expect(count).toBeGreaterThan(20); // more than one handful

  world.startAgain({ killAt: { name: AFTER_A_HANDFUL, nth: 1 } });
  const { engine } = world;
  const state = () => world.look((db) => db.prepare("SELECT state FROM replay_runs").pluck().get());
  await Promise.race([
    vi.waitUntil(() => engine.isReady && state() === "done", { timeout: 30_000, interval: 25 }),
    engine.failed,
  ]);
  await finish(world);

  expect(engine.deaths).toBe(1);
  const replays = "SELECT count(*) FROM webhook_requests WHERE source = 'replay' GROUP BY event_id";
  expect(world.look((db) => db.prepare(replays).pluck().all())).toEqual(Array(count).fill(1));
  expect(history()).toEqual(before);
  for (const { orderId } of orders) expect(await serversOf(world, orderId)).toHaveLength(1);
});
