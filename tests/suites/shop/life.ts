import { expect, vi } from "vitest";
import { enqueueJob } from "../../../electron/engine/jobs/enqueue-job.ts";
import { type Console, openConsole } from "./console.ts";
import { checkOut, orderReaches, pay, serversOf, stripeCall } from "./purchase.ts";
import { openShop, type RunningShop, type ShopOptions } from "./running-shop.ts";

/** A shop, a console on it, and a clock that tests turn for engine and sandbox alike. */
export interface LivingShop {
  readonly shop: RunningShop;
  readonly console: Console;
  /** Milliseconds that the engine's clock is ahead. */
  readonly clock: { ahead: number };
}

export async function openLivingShop(options: ShopOptions = {}): Promise<LivingShop> {
  const clock = { ahead: 0 };
  const now = () => Date.now() + clock.ahead;
  const shop = await openShop({ ...options, engine: { now, ...options.engine } });
  return { shop, console: openConsole(shop), clock };
}

/** A living shop with one order that runs. */
export async function livingShopWithServer(options: ShopOptions = {}) {
  const living = await openLivingShop(options);
  return { ...living, ...(await buyServer(living.shop)) };
}

/** Buys, pays, and waits for the server. */
export async function buyServer(shop: RunningShop, as = "customer-1", card: Record<string, string> | null = null) {
  const { orderId, sessionId } = await checkOut(shop, {}, as);
  await (card ? payBy(shop, sessionId, card) : pay(shop, sessionId));
  const order = await orderReaches(shop, orderId, { status: "provisioned" });
  return { orderId, order };
}

/** Pays a Session with a method of these facts: a card by its token, or a bank debit. */
export async function payBy(shop: RunningShop, sessionId: string, facts: Record<string, string>): Promise<void> {
  const method = await stripeCall(shop, "POST", "/v1/payment_methods", facts);
  await stripeCall(shop, "POST", `/v1/payment_pages/${sessionId}/confirm`, { payment_method: String(method["id"]) });
}

/** Takes the first payment and refuses every later one. */
export const FAILS_AT_RENEWAL = { type: "card", "card[token]": "tok_chargeCustomerFail" };

/** Lets Stripe's time pass; what becomes due there happens and is told. */
export const passAtStripe = (shop: RunningShop, days: number): Promise<unknown> =>
  stripeCall(shop, "POST", "/sandbox/clock/advance", { seconds: String(days * 86_400) });

/** Waits until the panel says of the order's one server what is wanted. */
export const panelSays = (shop: RunningShop, orderId: string, wanted: Record<string, unknown>): Promise<void> =>
  vi.waitFor(async () => expect(await serversOf(shop, orderId)).toMatchObject([wanted]), {
    timeout: 10_000,
    interval: 30,
  });

/** The codes of the findings that are open on an order, by code. */
export const openFindings = (shop: RunningShop, orderId: string): string[] =>
  shop.db
    .prepare<[string], { code: string }>(
      "SELECT code FROM findings WHERE subject = ? AND closed_at IS NULL ORDER BY code",
    )
    .all(orderId)
    .map(({ code }) => code);

/** The reasons that hold an order's service. */
export const holdsOf = (shop: RunningShop, orderId: string): string[] =>
  shop.db
    .prepare<[string], { reason: string }>("SELECT reason FROM service_holds WHERE order_id = ? ORDER BY reason")
    .all(orderId)
    .map(({ reason }) => reason);

/** The acts in an order's audit, oldest first. */
export const auditOf = (shop: RunningShop, orderId: string) =>
  shop.db
    .prepare<
      [string],
      { actor: string; act: string; before: string | null; after: string | null; reason: string | null }
    >("SELECT actor, act, before, after, reason FROM audit_log WHERE subject = ? ORDER BY id")
    .all(orderId);

/** Does a recurring work now, instead of waiting for its beat, and waits for its end. */
export async function beat(shop: RunningShop, kind: string): Promise<void> {
  const { deps } = shop.engine.contextFor("clock");
  const now = deps.options.now();
  await enqueueJob(deps.db, { queue: "housekeeping", kind, key: kind, payload: {}, runAt: now }, now);
  deps.wakeJobs();
  const open = shop.db.prepare("SELECT id FROM jobs WHERE kind = ? AND state IN ('waiting', 'running')");
  await vi.waitFor(() => expect(open.all(kind)).toEqual([]), { timeout: 10_000, interval: 15 });
}

/** The newest charge at Stripe. */
export async function newestCharge(
  shop: RunningShop,
): Promise<{ id: string; amount: number; amount_refunded: number }> {
  const { data } = (await stripeCall(shop, "GET", "/v1/charges?limit=1")) as unknown as {
    data: { id: string; amount: number; amount_refunded: number }[];
  };
  return data[0]!;
}
