import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type Sqlite from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { checkOut, orderReaches, pay, PURCHASE, serversOf } from "../shop/purchase.ts";
import { openShop, type RunningShop } from "../shop/running-shop.ts";
import { deliver, eventBody, signed } from "../shop/webhook.ts";

/** An event that needs more room than a full disk has. */
function largeEvent(shop: RunningShop) {
  const id = `evt_${crypto.randomUUID().replaceAll("-", "")}`;
  const body = eventBody("customer.updated", { id: "cus_1", note: "x".repeat(300_000) }, { id });
  return { id, event: signed(body, shop.sandbox.keys.stripe_webhook_secret) };
}

/** All that is left of an event in the database. */
const tracesOf = (shop: RunningShop, eventId: string) => ({
  events: shop.db.prepare("SELECT count(*) FROM stripe_events_log WHERE event_id = ?").pluck().get(eventId),
  requests: shop.db.prepare("SELECT count(*) FROM webhook_requests WHERE event_id = ?").pluck().get(eventId),
  jobs: shop.db.prepare("SELECT count(*) FROM jobs WHERE key = ?").pluck().get(`event:${eventId}`),
});

const finding = (shop: RunningShop, code: string) =>
  shop.db.prepare("SELECT says, closed_at FROM findings WHERE code = ?").get(code);

const leaveNoRoom = (raw: Sqlite.Database) =>
  raw.pragma(`max_page_count = ${Number(raw.pragma("page_count", { simple: true }))}`);

const NOTHING = { events: 0, requests: 0, jobs: 0 };
const KEPT = { events: 1, requests: 1, jobs: 0 };

test("no room: Stripe gets 503 and nothing is half-written; with room again it goes on by itself, and a finding tells", async () => {
  let raw: Sqlite.Database | undefined;
  let later = 0;
  const errors: string[] = [];
  const log = { info: () => {}, warn: () => {}, error: (_: unknown, message: string) => void errors.push(message) };
  const shop = await openShop({
    engine: { log, now: () => Date.now() + later, onDatabaseOpen: (opened) => (raw = opened) },
  });
  const { id, event } = largeEvent(shop);
  leaveNoRoom(raw!);

  const refused = await deliver(shop, event);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(await refused.json()).toMatchObject({ code: "NOT_DURABLE" });
  expect(tracesOf(shop, id)).toEqual(NOTHING);
  expect(raw!.inTransaction).toBe(false);
  expect(errors.join("\n")).toMatch(/disk that holds .*engine\.db is full.*Make room/);

  raw!.pragma("max_page_count = 1000000");
  expect((await deliver(shop, event)).status).toBe(200);
  expect(tracesOf(shop, id)).toEqual(KEPT);
  await vi.waitFor(() => expect(finding(shop, "DISK_FULL")).toMatchObject({ closed_at: null }), { timeout: 5_000 });
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  await orderReaches(shop, orderId, { status: "provisioned" });
  later = 61_000;
  await vi.waitFor(() => expect(finding(shop, "DISK_FULL")).toMatchObject({ closed_at: expect.any(Number) }), {
    timeout: 5_000,
  });
});

test("a transaction of the query builder that finds no room is taken back whole, and the next one works", async () => {
  let raw: Sqlite.Database | undefined;
  const shop = await openShop({ engine: { onDatabaseOpen: (opened) => (raw = opened) } });
  leaveNoRoom(raw!);
  const body = JSON.stringify({ ...PURCHASE, server_name: "y".repeat(40) });
  const headers = { "content-type": "application/json" };
  const order = () => shop.ask("/api/checkout/create-session", { method: "POST", headers, body });
  await vi.waitFor(async () => expect((await order()).status).toBe(503), { timeout: 20_000, interval: 1 });
  const half =
    "SELECT id FROM orders WHERE id NOT IN (SELECT order_id FROM checkout_requests WHERE order_id IS NOT NULL)";
  expect(shop.db.prepare(half).all()).toEqual([]);
  expect(raw!.inTransaction).toBe(false);
  raw!.pragma("max_page_count = 1000000");
  expect((await order()).status).toBe(200);
});

/** A small disk of its own; undefined where this account may not make one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-disk-"));
  try {
    execFileSync("/bin/mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

test("a disk that really is full", async ({ skip }) => {
  const disk = smallDisk();
  if (disk === undefined) return skip("only an administrator can make a small disk");
  onTestFinished(() => {
    execFileSync("/bin/umount", ["-l", disk]);
    rmSync(disk, { recursive: true });
  });
  const shop = await openShop({ databaseFile: path.join(disk, "engine.db") });
  const filler = path.join(disk, "filler");
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler, Buffer.alloc((bavail - 8) * bsize));
  const { id, event } = largeEvent(shop);

  expect((await deliver(shop, event)).status).toBe(503);
  expect(tracesOf(shop, id)).toEqual(NOTHING);
  rmSync(filler);
  expect((await deliver(shop, event)).status).toBe(200);
  expect(tracesOf(shop, id)).toEqual(KEPT);
  await vi.waitFor(() => expect(finding(shop, "DISK_FULL")).toMatchObject({ closed_at: null }), { timeout: 5_000 });
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  await orderReaches(shop, orderId, { status: "provisioned" });
  expect(await serversOf(shop, orderId)).toHaveLength(1);
});
