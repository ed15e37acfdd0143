import { expect, test } from "vitest";
import { dryRunEntry } from "../../electron/engine/event-acts/dry-run-entry.ts";
import { replayEvent } from "../../electron/engine/event-acts/replay-event.ts";
import { entryOf, eventAtStripe, paidElsewhere } from "./shop/journal.ts";
import { auditOf, buyServer } from "./shop/life.ts";
import { checkOut, orderReaches, pay, serversOf } from "./shop/purchase.ts";
import { openShop, type RunningShop } from "./shop/running-shop.ts";
import { deliver, eventBody, signed } from "./shop/webhook.ts";
import { quiet, wholeDatabase } from "./shop/whole-database.ts";

const depsOf = (shop: RunningShop) => shop.engine.contextFor("Ines").deps;
const dryRunOf = (shop: RunningShop, id: number) => dryRunEntry(depsOf(shop), id);
const replay = (shop: RunningShop, id: number, over: { acceptRefused?: boolean; requestId?: string } = {}) =>
  replayEvent(depsOf(shop), { id, operator: "Ines", acceptRefused: false, requestId: null, ...over });

const historyOf = (shop: RunningShop) => shop.db.prepare("SELECT * FROM order_history ORDER BY id").all();

test("a replay of what is applied: the dry run says that nothing changes and writes nothing, and nothing changes", async () => {
  const shop = await openShop();
  const { orderId } = await buyServer(shop);
  await quiet(shop);
  const entry = entryOf(shop, "event_type = 'checkout.session.completed'");
  const before = wholeDatabase(shop);
  const would = await dryRunOf(shop, entry.id);
  expect(would).toMatchObject({
    ok: true,
    value: { outcome: "applied", changes: [], says: "Nothing would change.", orderId, fromStripe: false },
  });
  expect(wholeDatabase(shop)).toEqual(before);
  const history = historyOf(shop);
  const came = await replay(shop, entry.id);
  expect(came).toMatchObject({ ok: true, value: { outcome: "applied", changed: [], orderId } });
  await quiet(shop);
  expect(historyOf(shop)).toEqual(history);
  expect(await serversOf(shop, orderId)).toHaveLength(1);
  expect(entryOf(shop, "source = 'replay'")).toMatchObject({ event_id: entry.event_id });
  expect(auditOf(shop, entry.event_id)).toMatchObject([{ actor: "Ines", act: "replay_event" }]);
});

test("asked for twice by one press of a button, it is replayed once", async () => {
  const shop = await openShop();
  await buyServer(shop);
  const { id } = entryOf(shop, "event_type = 'checkout.session.completed'");
  const requestId = crypto.randomUUID();
  const [one, other] = [await replay(shop, id, { requestId }), await replay(shop, id, { requestId })];
  expect(one).toEqual(other);
  expect(shop.db.prepare("SELECT count(*) FROM webhook_requests WHERE source = 'replay'").pluck().get()).toBe(1);
});

test("an event that came before its order was here: the dry run tells what it would do, and the replay heals the order", async () => {
  const shop = await openShop({ webhooks: false });
  const { orderId, entry } = await paidElsewhere(shop);
  const held = shop.db.prepare("SELECT outcome FROM stripe_events_log WHERE event_id = ?").pluck();
  expect(held.get(entry.event_id)).toBe("held");
  await quiet(shop);
  const before = wholeDatabase(shop);
  expect(await dryRunOf(shop, entry.id)).toMatchObject({
    ok: true,
    value: {
      outcome: "applied",
      orderId,
      changes: expect.arrayContaining([
        "Order from pending to paid, payment from unpaid to paid.",
        "Job provision server makes its server.",
        "Finding PAYMENT_WITHOUT_ORDER closes.",
      ]) as string[],
    },
  });
  expect(wholeDatabase(shop)).toEqual(before);
  expect(await serversOf(shop, orderId)).toEqual([]);
  expect(await replay(shop, entry.id)).toMatchObject({
    ok: true,
    value: { outcome: "applied", changed: ["Order from pending to paid, payment from unpaid to paid."] },
  });
  await orderReaches(shop, orderId, { status: "provisioned" });
  expect(await serversOf(shop, orderId)).toHaveLength(1);
});

test("a refused request is replayed only when that is confirmed, and by Stripe's own event: its body is never applied", async () => {
  const shop = await openShop({ webhooks: false });
  const [mine, victim] = [await checkOut(shop), await checkOut(shop, {}, "customer-2")];
  await pay(shop, mine.sessionId);
  const real = await eventAtStripe(shop, "checkout.session.completed");
  const forged = { ...real, data: { object: { id: victim.sessionId, object: "checkout.session" } } };
  await deliver(shop, signed(JSON.stringify(forged), "whsec_a_strangers"));
  const { id } = entryOf(shop, "verdict = 'rejected'");
  expect(await replay(shop, id)).toMatchObject({ ok: false, error: { code: "REPLAY_NOT_CONFIRMED" } });
  expect(await dryRunOf(shop, id)).toMatchObject({ ok: true, value: { orderId: mine.orderId, fromStripe: true } });
  expect(shop.db.prepare("SELECT count(*) FROM stripe_events_log WHERE event_id = ?").pluck().get(real.id)).toBe(0);
  expect(await replay(shop, id, { acceptRefused: true })).toMatchObject({
    ok: true,
    value: { outcome: "applied", orderId: mine.orderId },
  });
  await orderReaches(shop, mine.orderId, { payment_state: "paid" });
  await orderReaches(shop, victim.orderId, { status: "pending", payment_state: "unpaid" });
  const kept = shop.db.prepare("SELECT payload FROM stripe_events_log WHERE event_id = ?").pluck().get(real.id);
  expect(String(kept)).not.toContain(victim.sessionId);
});

test("an event that Stripe does not know is not replayed, confirmed or not", async () => {
  const shop = await openShop({ webhooks: false });
  const { sessionId, orderId } = await checkOut(shop);
  const invented = eventBody("checkout.session.completed", { id: sessionId, payment_status: "paid" });
  await deliver(shop, signed(invented, "whsec_a_strangers"));
  const { id } = entryOf(shop, "verdict = 'rejected'");
  for (const came of [await dryRunOf(shop, id), await replay(shop, id, { acceptRefused: true })])
    expect(came).toMatchObject({ ok: false, error: { code: "EVENT_NOT_AT_STRIPE" } });
  await deliver(shop, { body: "hello", headers: {} });
  const { id: prose } = entryOf(shop, "verdict = 'rejected' AND body_bytes = 5");
  expect(await replay(shop, prose, { acceptRefused: true })).toMatchObject({ error: { code: "EVENT_UNREADABLE" } });
  expect(await replay(shop, 9_999)).toMatchObject({ error: { code: "EVENT_NOT_FOUND" } });
  await orderReaches(shop, orderId, { status: "pending" });
});
