import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, vi } from "vitest";
import { aCatalog } from "../../../electron/engine/catalog/catalog-for-tests.ts";
import { importCatalog } from "../../../electron/engine/catalog/import-catalog.ts";
import { buildOf } from "../../../electron/engine/catalog/offer.ts";
import { findPlan } from "../../../electron/engine/catalog/read-catalog.ts";
import type { Deps } from "../../../electron/engine/deps.ts";
import type { JobOutcome } from "../../../electron/engine/jobs/job.ts";
import { findOrder, type Order } from "../../../electron/engine/orders/order-repository.ts";
import { createPanel } from "../../../electron/engine/panel/create-panel.ts";
import type { Panel, PanelKind } from "../../../electron/engine/panel/panel-port.ts";
import { provisionServer } from "../../../electron/engine/provisioning/provision-server.ts";
import { listSteps, type Step } from "../../../electron/engine/provisioning/step-journal.ts";
import type { Db } from "../../../electron/engine/store/open-store.ts";
import { openTestStore } from "../../../electron/engine/store/test-store.ts";
import type { DaemonBehaviour } from "../../../electron/sandbox/panel/daemon/behaviour.ts";
import { BUILT_IN_SEED } from "../../../electron/sandbox/panel/seed/built-in-seed.ts";
import type { PanelSeed } from "../../../electron/sandbox/panel/seed/panel-seed.ts";
import { startSandboxPanel } from "../../../electron/sandbox/panel/start-sandbox-panel.ts";
import { tempFolder } from "./temp-folder.ts";
import { openWire, type Wire } from "./wire.ts";

const API_KEY = "ptla_worldworldw0123456789abcdef0123456789abcdef";
const CLIENT_KEY = "ptlc_worldworldw0123456789abcdef0123456789abcdef";
export const ORDER_ID = "ord_01KATR2X5N8B6M0VQ4PROVISI1";

/** An engine's parts on a real database, a real panel over HTTP, a line between them, and a clock to turn. */
export interface World {
  readonly deps: Deps;
  readonly db: Db;
  readonly wire: Wire;
  /** The panel's own database, to change what an administrator would change. */
  readonly panelDb: Sqlite.Database;
  readonly clock: { now: number };
  /** How often jobs were woken. */
  readonly woken: { times: number };
  closePanel(): Promise<void>;
}

export interface WorldOptions {
  readonly seed?: Partial<PanelSeed>;
  readonly installMs?: number;
  /** A Pterodactyl, where it is not said. Its nodes are tagged by where they are, `us` or `eu`. */
  readonly kind?: PanelKind;
}

const TAGGED = BUILT_IN_SEED.nodes.map((node) => ({ ...node, tags: [node.locationId === 3 ? "eu" : "us"] }));

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { seed = {}, installMs = 1, kind = "pterodactyl" } = options;
  const clock = { now: Date.UTC(2026, 0, 5, 12) };
  const dataFile = path.join(tempFolder(), "panel.db");
  const panel = await startSandboxPanel({
    kind,
    host: "127.0.0.1",
    port: 0,
    dataFile,
    apiKey: API_KEY,
    clientKey: CLIENT_KEY,
    seed: { ...BUILT_IN_SEED, nodes: TAGGED, ...seed },
    installMs,
    daemonTimeoutMs: 20,
  });
  const panelDb = new Sqlite(dataFile);
  onTestFinished(async () => {
    panelDb.close();
    await panel.close().catch(() => undefined);
  });
  const wire = await openWire(panel.url);
  const { db } = openTestStore();
  await importCatalog(db, aCatalog(), clock.now);
  const woken = { times: 0 };
  const now = () => clock.now;
  const deps = {
    db,
    options: { now, panel: { url: wire.url, apiKey: API_KEY } },
    panel: createPanel({ kind, url: wire.url, apiKey: API_KEY, now }),
    changes: { publish: () => undefined },
    wakeJobs: () => void (woken.times += 1),
  } as unknown as Deps;
  return { deps, db, wire, panelDb, clock, woken, closePanel: () => panel.close() };
}

/** A paid order of the catalog's first plan. */
export async function paidOrder({ db, clock }: World, patch: Partial<Order> = {}): Promise<Order> {
  const plan = await findPlan(db, patch.plan_id ?? "paper-4gb");
  return db
    .insertInto("orders")
    .values({
      id: ORDER_ID,
      user_id: "user-7",
      customer_email: "jane.doe@example.com",
      customer_name: "Jane Doe",
      source: "storefront",
      created_by: "user-7",
      item_type: "game",
      plan_id: "paper-4gb",
      term: "monthly",
      region: "us-central",
      server_name: "Jane's world",
      amount: 1200,
      currency: "usd",
      build: JSON.stringify(buildOf(plan!, [])),
      status: "paid",
      payment_state: "paid",
      service_state: "none",
      paid_at: clock.now,
      created_at: clock.now,
      updated_at: clock.now,
      ...patch,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Runs the order's job once. `panel` stands in for the world's own, to break off where a process would die. */
export function runOnce({ deps }: World, orderId = ORDER_ID, panel: Panel | null = deps.panel): Promise<JobOutcome> {
  const job = { id: 1, kind: "provision_server", key: null, payload: { orderId }, attempts: 1, orderId };
  return provisionServer({ ...deps, panel })(job);
}

/** Runs the order's job as the queue would, turning the clock to each retry, until it ends or waits for an install. */
export async function runToEnd(world: World, orderId = ORDER_ID): Promise<JobOutcome> {
  return vi.waitUntil(
    async () => {
      const outcome = await runOnce(world, orderId);
      if (outcome.kind !== "retry") return outcome;
      world.clock.now = Math.max(world.clock.now + 1, outcome.at ?? 0);
      return null;
    },
    { timeout: 10_000, interval: 2 },
  );
}

export async function orderOf({ db }: World, orderId = ORDER_ID): Promise<Order> {
  return (await findOrder(db, orderId))!;
}

/** `look_up done, customer done, …`: every attempt, oldest first. */
export async function stepsOf({ db }: World, orderId = ORDER_ID): Promise<string[]> {
  return (await listSteps(db, orderId)).map(({ name, outcome }) => `${name} ${outcome}`);
}

export async function lastStep({ db }: World, name: string, orderId = ORDER_ID): Promise<Step> {
  return (await listSteps(db, orderId)).findLast((step) => step.name === name)!;
}

/** The panel's servers with their external ids, by its own database. */
export function serversOn({ panelDb }: World): { id: number; external_id: string | null; status: string | null }[] {
  return panelDb
    .prepare<[], { id: number; external_id: string | null; status: string | null }>(
      "SELECT id, external_id, status FROM servers ORDER BY id",
    )
    .all();
}

/** Every create that reached the panel's door. */
export const creates = ({ wire }: World): string[] => wire.requests.filter((request) => request === "POST /servers");

/** Makes the daemons of all nodes behave so. */
export function daemons({ panelDb }: World, behaviour: DaemonBehaviour): void {
  panelDb.prepare("UPDATE nodes SET daemon = ?").run(JSON.stringify(behaviour));
}

/** Expects one server on the panel, and the order to be that server's. */
export async function expectOneServer(world: World, orderId = ORDER_ID): Promise<void> {
  const servers = serversOn(world).filter(({ external_id }) => external_id === orderId);
  expect(servers).toHaveLength(1);
  expect(await orderOf(world, orderId)).toMatchObject({
    status: "provisioned",
    service_state: "active",
    ptero_server_id: servers[0]!.id,
    error_code: null,
    error_message: null,
    failing_since: null,
  });
}
