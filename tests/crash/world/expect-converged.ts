import type Sqlite from "better-sqlite3";
import { expect, vi } from "vitest";
import { TRACE_STEPS } from "../../../shared/contract/trace.ts";
import { openStore } from "../../../electron/engine/store/open-store.ts";
import { loadTraceFacts } from "../../../electron/engine/trace/load-trace-facts.ts";
import { traceOrder } from "../../../electron/engine/trace/trace-order.ts";
import { serversOf, stripeCall } from "../../suites/shop/purchase.ts";
import type { CrashWorld } from "./crash-world.ts";

const PATIENCE = { timeout: 20_000, interval: 40 };
/** Housekeeping comes again and again, under its own name as key. */
const OPEN = "state IN ('waiting', 'running') AND key <> kind";

/** Waits until an engine that just started has done its housekeeping: what it writes from now on, somebody asked for. */
export async function idle(world: CrashWorld): Promise<void> {
  const open = "SELECT count(*) FROM jobs WHERE state IN ('waiting', 'running')";
  const isIdle = () => world.engine.isReady && world.look((db) => db.prepare(open).pluck().get() === 0);
  await Promise.race([vi.waitUntil(isIdle, PATIENCE), world.engine.failed]);
}

/** Waits until every event that Stripe made is in the journal and applied, and nothing is left to do for any order. */
async function settled(world: CrashWorld): Promise<void> {
  const quiet = vi.waitFor(async () => {
    expect(world.engine.isReady).toBe(true);
    expect(world.look(openWork)).toEqual({ events: [], jobs: [] });
    const { data } = (await stripeCall(world, "GET", "/v1/events?limit=100")) as { data?: { id: string }[] };
    const known = world.look((db) => db.prepare("SELECT event_id FROM stripe_events_log").pluck().all());
    expect(new Set(known)).toEqual(new Set(data?.map(({ id }) => id)));
  }, PATIENCE);
  await Promise.race([quiet, world.engine.failed]);
}

/** Waits as {@link settled} does and lets the engine drain; one that dies meanwhile lives once more. */
export async function finish(world: CrashWorld): Promise<void> {
  for (;;) {
    await settled(world);
    const { engine } = world;
    const { deaths } = engine;
    await engine.stop();
    if (engine.deaths === deaths) return;
    world.startAgain({});
  }
}

const openWork = (db: Sqlite.Database) => ({
  events: db.prepare("SELECT type, outcome, reason FROM stripe_events_log WHERE processed = 0").all(),
  jobs: db.prepare(`SELECT kind, key, state, error FROM jobs WHERE ${OPEN}`).all(),
});

/**
 * What must hold of a purchase however its engine was killed, once it has drained: one server for what was paid and none for
 * what was not, all ten steps proved, and a journal without holes or doubles.
 */
export async function expectConverged(world: CrashWorld, orderId: string): Promise<void> {
  expect(await serversOf(world, orderId)).toHaveLength(1);
  const { data: charges } = (await stripeCall(world, "GET", "/v1/charges")) as { data?: unknown[] };
  expect(charges).toHaveLength(1);
  world.look((db) => {
    expect(db.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(db.pragma("foreign_key_check")).toEqual([]);
    expect(
      db
        .prepare("SELECT id FROM orders WHERE status <> 'pending' OR payment_state <> 'unpaid' OR ptero_server_id > 0")
        .all(),
    ).toEqual([{ id: orderId }]);
    expect(db.prepare("SELECT kind, state, error FROM jobs WHERE state IN ('running', 'dead')").all()).toEqual([]);
    expect(db.prepare("SELECT code, says FROM findings").all()).toEqual([]);
    expect(
      db.prepare("SELECT outcome, reason FROM stripe_events_log WHERE outcome NOT IN ('applied', 'not_ours')").all(),
    ).toEqual([]);
    expect(
      db
        .prepare(
          "SELECT event_id FROM webhook_requests WHERE verdict = 'accepted' GROUP BY event_id HAVING count(*) > 1",
        )
        .all(),
    ).toEqual([]);
    const changes = db.prepare("SELECT change FROM order_history WHERE order_id = ? ORDER BY id").pluck().all(orderId);
    expect(changes).toEqual(["payment_confirmed", "provisioning_started", "server_ready"]);
  });
  expect(await traceOf(world.databaseFile, orderId)).toEqual(TRACE_STEPS.map((name) => `${name}: proved`));
}

/** `Checkout called: proved`, or what else it is and says. */
async function traceOf(file: string, orderId: string): Promise<string[]> {
  const opened = openStore(file);
  if (!opened.ok) throw new Error(opened.error.says);
  const facts = (await loadTraceFacts(opened.value.db, [orderId])).get(orderId);
  await opened.value.close();
  if (!facts) throw new Error(`no order ${orderId}`);
  return traceOrder(facts, Date.now()).map(
    ({ name, state, says }) => `${name}: ${state}${state === "proved" ? "" : `, ${says}`}`,
  );
}
