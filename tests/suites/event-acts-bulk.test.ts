import { isDefinedError, safe } from "@orpc/client";
import { expect, test, vi } from "vitest";
import type { ReplayRun } from "../../shared/contract/event-replays.ts";
import { type Console, openConsole } from "./shop/console.ts";
import { paidElsewhere, tellOften } from "./shop/journal.ts";
import { auditOf, buyServer } from "./shop/life.ts";
import { orderReaches, serversOf } from "./shop/purchase.ts";
import { openShop, type RunningShop } from "./shop/running-shop.ts";
import { standBetween } from "./shop/stripe-between.ts";
import { deliver } from "./shop/webhook.ts";
import { quiet, wholeDatabase } from "./shop/whole-database.ts";

const MANY = { query: "type:customer.subscription.updated" };

const ended = (console: Console): Promise<ReplayRun> =>
  vi.waitFor(
    async () => {
      const run = await console.eventActs.replays.latest();
      expect(run?.state).not.toBe("running");
      return run!;
    },
    { timeout: 10_000, interval: 15 },
  );

/** How often each event was replayed, as the journal has it. */
const replays = ({ db }: RunningShop): number[] =>
  db
    .prepare<[], number>("SELECT count(*) FROM webhook_requests WHERE source = 'replay' GROUP BY event_id")
    .pluck()
    .all();

test("what fits a filter is counted, tried, replayed once each, and the one that heals an order is told", async () => {
  const shop = await openShop({ webhooks: false });
  const console = openConsole(shop);
  const { orderId } = await paidElsewhere(shop);
  const { subscription } = shop.db
    .prepare("SELECT json_extract(payload, '$.data.object.subscription') AS subscription FROM stripe_events_log")
    .get() as { subscription: string };
  await tellOften(shop, subscription, 22);
  await deliver(shop, { body: "{}", headers: { "stripe-signature": "t=1,v1=00" } });
  const before = wholeDatabase(shop);
  const preview = await console.eventActs.replays.preview({});
  expect(preview).toMatchObject({ count: 23, refused: 1, tried: 23, failing: 0 });
  expect(preview.changing[0]).toMatchObject({ type: "checkout.session.completed", orderId });
  expect(wholeDatabase(shop)).toEqual(before);
  await console.eventActs.replays.start({ count: 23 });
  expect(await ended(console)).toMatchObject({ state: "done", total: 23, replayed: 23, failed: 0, startedBy: "Ines" });
  expect(replays(shop)).toEqual(Array(23).fill(1));
  await orderReaches(shop, orderId, { status: "provisioned" });
  expect(await serversOf(shop, orderId)).toHaveLength(1);
  expect((await console.eventActs.replays.latest())?.changed).toBe(1);
  expect(auditOf(shop, "replay:1")).toMatchObject([{ actor: "Ines", act: "replay_many" }]);
});

test("another number than the operator saw does nothing, and of two at once one begins", async () => {
  const shop = await openShop();
  const console = openConsole(shop);
  const { order } = await buyServer(shop);
  await tellOften(shop, order.stripe_subscription_id!, 3);
  const { count } = await console.eventActs.replays.preview(MANY);
  const refused = await safe(console.eventActs.replays.start({ ...MANY, count: count + 1 }));
  expect(isDefinedError(refused.error) && refused.error.message).toBe(
    `${count} events match by now, not ${count + 1}. Look again, then decide.`,
  );
  const both = [1, 2].map(() => safe(console.eventActs.replays.start({ ...MANY, count })));
  const [first, second] = await Promise.all(both);
  expect(first?.error).toBeNull();
  expect(second?.error).toMatchObject({ code: "REPLAY_RUNS_ALREADY" });
  await ended(console);
  expect(replays(shop)).toEqual(Array(count).fill(1));
  const future = await console.eventActs.replays.preview({ ...MANY, from: Date.now() + 60_000 });
  expect(future).toMatchObject({ count: 0, tried: 0 });
});

test("stopped half-way it puts nothing more to work, and what was replayed stays", async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  let holds = false;
  const shop = await openShop({
    with: async ({ stripe, keys }) => {
      const between = await standBetween(stripe);
      between.meddle = async ({ url }) => {
        if (holds && url.pathname.startsWith("/v1/subscriptions")) await held;
        return undefined;
      };
      const webhookSecrets = [keys.stripe_webhook_secret];
      return { stripe: { secretKey: keys.stripe_secret_key, webhookSecrets, apiBase: between.url } };
    },
  });
  const console = openConsole(shop);
  const { order } = await buyServer(shop);
  await tellOften(shop, order.stripe_subscription_id!, 24);
  holds = true;
  const all = shop.db.prepare("SELECT count(*) FROM stripe_events_log WHERE type = ?").pluck();
  const run = await console.eventActs.replays.start({
    ...MANY,
    count: Number(all.get("customer.subscription.updated")),
  });
  await vi.waitFor(() => expect(replays(shop)).toHaveLength(20), { timeout: 5_000, interval: 10 });
  expect(await console.eventActs.replays.stop({ runId: run.id })).toMatchObject({ state: "stopped", replayed: 20 });
  release();
  await quiet(shop);
  expect(replays(shop)).toHaveLength(20);
  expect(await console.eventActs.replays.latest()).toMatchObject({ state: "stopped", stoppedBy: "Ines", failed: 0 });
  const { error } = await safe(console.eventActs.replays.stop({ runId: 99 }));
  expect(error).toMatchObject({ code: "REPLAY_NOT_FOUND" });
});
