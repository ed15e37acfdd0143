import Sqlite from "better-sqlite3";
import { checkOut, pay, stripeCall } from "./purchase.ts";
import type { RunningShop } from "./running-shop.ts";
import { deliver, eventBody, signed } from "./webhook.ts";
import { quiet } from "./whole-database.ts";

/** An arrival in the journal. */
export interface Entry {
  readonly id: number;
  readonly event_id: string;
}

/** The first arrival that fits. */
export const entryOf = (shop: RunningShop, where: string): Entry =>
  shop.db.prepare(`SELECT id, event_id FROM webhook_requests WHERE ${where} ORDER BY id LIMIT 1`).get() as Entry;

/** The newest event of a type as Stripe has it. */
export async function eventAtStripe(
  shop: RunningShop,
  type: string,
): Promise<{ readonly id: string } & Record<string, unknown>> {
  const { data } = (await stripeCall(shop, "GET", `/v1/events?type=${type}&limit=1`)) as unknown as {
    data: { id: string }[];
  };
  return data[0]!;
}

/** Delivers so many events about a Subscription, signed, and waits until they are applied. */
export async function tellOften(shop: RunningShop, subscription: string, times: number): Promise<void> {
  const object = await stripeCall(shop, "GET", `/v1/subscriptions/${subscription}`);
  const bodies = Array.from({ length: times }, () => eventBody("customer.subscription.updated", object));
  await Promise.all(bodies.map((body) => deliver(shop, signed(body, shop.sandbox.keys.stripe_webhook_secret))));
  await quiet(shop);
}

/** A payment whose event arrived before its order, which another program then wrote without a word. */
export async function paidElsewhere(shop: RunningShop): Promise<{ readonly orderId: string; readonly entry: Entry }> {
  const { orderId, sessionId } = await checkOut(shop);
  const db = new Sqlite(shop.db.name);
  const row = db.prepare("SELECT * FROM orders WHERE id = ?").get(orderId) as Record<string, unknown>;
  db.prepare("DELETE FROM order_sessions WHERE order_id = ?").run(orderId);
  db.prepare("DELETE FROM orders WHERE id = ?").run(orderId);
  await pay(shop, sessionId);
  const event = await eventAtStripe(shop, "checkout.session.completed");
  await deliver(shop, signed(JSON.stringify(event), shop.sandbox.keys.stripe_webhook_secret));
  await quiet(shop);
  const names = Object.keys(row);
  db.prepare(`INSERT INTO orders (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`).run(row);
  db.close();
  return { orderId, entry: entryOf(shop, `event_id = '${event.id}'`) };
}
