import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, vi } from "vitest";
import type { Timings } from "../../../electron/engine/ports.ts";
import type { DaemonBehaviour } from "../../../electron/sandbox/panel/daemon/behaviour.ts";
import type { PanelSwitches } from "../../../electron/sandbox/panel/switches/panel-switches.ts";
import { tempFolder } from "../provisioning-world/temp-folder.ts";
import { checkOut, type OrderRecord, orderReaches, pay, PURCHASE } from "../shop/purchase.ts";
import { openShop, type RunningShop } from "../shop/running-shop.ts";

/** In the place of 15 s for a silent daemon, and of what is reckoned from that: 36 s for an answer, 40 s for its end. */
const DAEMON_WAITS_MS = 240;
const CLIENT_WAITS_MS = 1_500;
const CREATE_MAY_LAST_MS = 1_700;

/** A whole shop, engine and sandbox over HTTP, whose panel can be broken, and whose waits are short. */
export interface FaultyShop extends RunningShop {
  /** Turns what goes wrong with the panel. */
  panel(switches: PanelSwitches): Promise<void>;
  /** How all daemons behave from now on, or one of them; `{}` is well. */
  daemon(behaviour: DaemonBehaviour, nodeId?: number): Promise<void>;
  /** Starts every daemon again. */
  restartDaemons(): Promise<void>;
  /** Lifts all that was turned. */
  heal(): Promise<void>;
  /** An administrator's hand on the panel; fails where the panel refuses. */
  byHand(method: string, route: string, body?: unknown): Promise<Record<string, unknown>>;
  /** What no API of the panel does: its own database. */
  readonly panelDb: Sqlite.Database;
}

export interface FaultyOptions {
  readonly timings?: Partial<Timings>;
  readonly installMs?: number;
}

export async function openFaultyShop({ timings, installMs = 20 }: FaultyOptions = {}): Promise<FaultyShop> {
  const dataDir = tempFolder();
  const shop = await openShop({
    sandbox: { dataDir, panelTimings: { installMs, daemonTimeoutMs: DAEMON_WAITS_MS } },
    engine: {
      timings: {
        createMayLastMs: CREATE_MAY_LAST_MS,
        panel: { createMs: CLIENT_WAITS_MS, writeMs: CLIENT_WAITS_MS, readMs: 1_000 },
        retryMs: { least: 40, most: 200 },
        healWaitsMs: [60, 120, 240],
        healEveryMs: 60,
        ...timings,
      },
    },
  });
  const panelDb = new Sqlite(path.join(dataDir, "sandbox", "panel.db"));
  panelDb.pragma("foreign_keys = ON");
  onTestFinished(() => void panelDb.close());
  const ask = async (method: string, route: string, body?: unknown) => {
    const answer = await fetch(new URL(route, shop.sandbox.panel), {
      method,
      headers: {
        authorization: `Bearer ${shop.sandbox.keys.panel_api_key}`,
        accept: "application/json",
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(answer.ok, `${method} ${route}: ${text}`).toBe(true);
    return (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
  return {
    ...shop,
    panelDb,
    panel: async (switches) => void (await ask("POST", "/sandbox/panel", switches)),
    daemon: async (behaviour, nodeId) => void (await ask("POST", "/sandbox/daemon", { behaviour, nodeId })),
    restartDaemons: async () => void (await ask("POST", "/sandbox/daemon", { restart: true })),
    async heal() {
      await ask("DELETE", "/sandbox/panel");
      await ask("POST", "/sandbox/daemon", { behaviour: {} });
    },
    byHand: (method, route, body) => ask(method, `/api/application${route}`, body),
  };
}

/** A customer checks out, then the panel breaks, then they pay. */
export async function buy(
  shop: FaultyShop,
  breakIt: () => Promise<unknown>,
  over: Partial<typeof PURCHASE> = {},
): Promise<string> {
  const { orderId, sessionId } = await checkOut(shop, over);
  await breakIt();
  await pay(shop, sessionId);
  return orderId;
}

/** Waits until the order says this, in these words. */
export async function expectOrder(
  shop: FaultyShop,
  orderId: string,
  wanted: Partial<OrderRecord>,
  says: RegExp,
): Promise<void> {
  const order = await orderReaches(shop, orderId, wanted);
  expect(order.error_message).toMatch(says);
}

/** The panel's servers, as its own database has them. */
export const serversOnPanel = ({ panelDb }: FaultyShop) =>
  panelDb
    .prepare<[], { id: number; external_id: string; status: string | null; memory: number }>(
      "SELECT id, external_id, status, memory FROM servers ORDER BY id",
    )
    .all();

/** Expects the order to be in service without a word of trouble, and its server to be the only one on the panel. */
export async function expectOneServer(shop: FaultyShop, orderId: string): Promise<void> {
  const order = await orderReaches(shop, orderId, {
    status: "provisioned",
    payment_state: "paid",
    service_state: "active",
    error_code: null,
    error_message: null,
  });
  const servers = serversOnPanel(shop);
  expect(servers.map(({ id, external_id }) => [id, external_id])).toEqual([[order.ptero_server_id, orderId]]);
  expect(order.address).toMatch(/:\d+$/);
  expect(order.ptero_identifier).toMatch(/^[\da-f]{8}$/);
}

interface StepSeen {
  readonly name: string;
  readonly outcome: string;
  readonly code: string | null;
}

/** Every attempt at every step of the order, oldest first. */
export const stepsOf = ({ db }: FaultyShop, orderId: string): StepSeen[] =>
  db
    .prepare<[string], StepSeen>("SELECT name, outcome, code FROM provisioning_steps WHERE order_id = ? ORDER BY id")
    .all(orderId);

/** Waits until a create of the order ended so. */
export const expectCreate = (shop: FaultyShop, orderId: string, wanted: Partial<StepSeen>): Promise<void> =>
  vi.waitFor(
    () => {
      const creates = stepsOf(shop, orderId).filter(({ name }) => name === "create");
      expect(creates).toContainEqual(expect.objectContaining(wanted));
    },
    { timeout: 10_000, interval: 10 },
  );

/** The open findings about an order: code and sentence. */
export const findingsOf = ({ db }: FaultyShop, orderId: string): string[] =>
  db
    .prepare<[string], { finding: string }>(
      "SELECT code || ': ' || says AS finding FROM findings WHERE subject = ? AND closed_at IS NULL",
    )
    .all(orderId)
    .map(({ finding }) => finding);

export const isAtWork = { status: "provisioning", payment_state: "paid" } as const;
export const hasFailed = { status: "error", payment_state: "paid" } as const;
