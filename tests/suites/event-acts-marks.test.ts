import { safe } from "@orpc/client";
import { expect, test, vi } from "vitest";
import { openConsole } from "./shop/console.ts";
import { entryOf } from "./shop/journal.ts";
import { auditOf, buyServer } from "./shop/life.ts";
import { checkOut, orderReaches, pay } from "./shop/purchase.ts";
import { openShop, type RunningShop } from "./shop/running-shop.ts";
import { deliver } from "./shop/webhook.ts";

const arrivalsOf = (shop: RunningShop, eventId: string) =>
  shop.db.prepare("SELECT verdict, source FROM webhook_requests WHERE event_id = ? ORDER BY id").all(eventId);

test("Stripe sends an event again to the endpoint that leads here, where it is a duplicate and changes nothing", async () => {
  const shop = await openShop();
  const console = openConsole(shop);
  await buyServer(shop);
  const { id, event_id: eventId } = entryOf(shop, "event_type = 'checkout.session.completed'");
  const [ours, cli] = await console.eventActs.resendTargets();
  expect(ours).toMatchObject({ name: `${shop.engine.ingressUrl}/api/stripe/webhook`, isOurs: true });
  expect(cli).toMatchObject({ to: "stripe_listen", isOurs: false });
  const requestId = crypto.randomUUID();
  for (const _press of [1, 2])
    expect((await console.eventActs.resend({ id, to: ours!.to, requestId })).says).toMatch(
      /^Stripe sends evt_\w+ again/,
    );
  await vi.waitFor(() => expect(arrivalsOf(shop, eventId)).toHaveLength(2), { timeout: 5_000, interval: 15 });
  expect(arrivalsOf(shop, eventId)[1]).toEqual({ verdict: "duplicate", source: "endpoint" });
  expect(auditOf(shop, eventId)).toMatchObject([{ act: "resend_event", after: JSON.stringify({ to: ours!.to }) }]);
  await console.eventActs.resend({ id, to: "stripe_listen" });
});

test("what Stripe refuses to send again is told in a sentence", async () => {
  const shop = await openShop();
  const console = openConsole(shop);
  await buyServer(shop);
  const { id } = entryOf(shop, "event_type = 'checkout.session.completed'");
  const nowhere = await safe(console.eventActs.resend({ id, to: "we_nowhere" }));
  expect(nowhere.error).toMatchObject({ code: "RESEND_TARGET_UNKNOWN" });
  expect(nowhere.error?.message).toContain("we_nowhere");
  const claims = JSON.stringify({ id: "evt_invented", object: "event", type: "invoice.paid", data: { object: {} } });
  await deliver(shop, { body: claims, headers: { "stripe-signature": "t=1,v1=00" } });
  const [ours] = await console.eventActs.resendTargets();
  const invented = entryOf(shop, "verdict = 'rejected'");
  expect((await safe(console.eventActs.resend({ id: invented.id, to: ours!.to }))).error).toMatchObject({
    code: "EVENT_NOT_AT_STRIPE",
    message:
      "Stripe has no event evt_invented: it is older than 30 days, or of another account. Replay it here instead.",
  });
});

test("a refused request that is marked as handled leaves the count of what needs a person, until the mark is taken back", async () => {
  const shop = await openShop();
  const console = openConsole(shop);
  await deliver(shop, { body: "hello", headers: {} });
  const { id } = entryOf(shop, "verdict = 'rejected'");
  const needing = async () => (await console.system.status()).webhooks.rejectedLastHour;
  const standing = () => console.eventActs.standing({ id });
  expect([await needing(), (await standing()).needsPerson]).toEqual([1, true]);
  expect((await safe(console.eventActs.handle({ id, note: "x" }))).error).toMatchObject({ code: "BAD_REQUEST" });
  await console.eventActs.handle({ id, note: "A scanner." });
  expect([await needing(), await standing()]).toMatchObject([
    0,
    { needsPerson: false, handled: { by: "Ines", note: "A scanner." }, stripeUrl: null },
  ]);
  await console.eventActs.unhandle({ id });
  expect([await needing(), await standing()]).toMatchObject([1, { needsPerson: true, handled: null }]);
  expect((await standing()).acts.map(({ says }) => says)).toEqual([
    "Mark unhandled.",
    "Mark handled. Reason: A scanner.",
  ]);
});

test("what needs nobody can't be marked", async () => {
  const shop = await openShop();
  const console = openConsole(shop);
  await buyServer(shop);
  const { id } = entryOf(shop, "event_type = 'checkout.session.completed'");
  expect((await safe(console.eventActs.handle({ id, note: "Looked at." }))).error).toMatchObject({
    code: "EVENT_NEEDS_NOBODY",
    message: "This entry is applied and needs nobody, so there is nothing to mark.",
  });
});

test("a backfill fetches what never arrived and says how much, and that nothing is missing the next time", async () => {
  const shop = await openShop({ webhooks: false });
  const console = openConsole(shop);
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  const { says, events } = await console.eventActs.backfill();
  expect(events).toBeGreaterThan(3);
  expect(says).toBe(`${events} events had not arrived. They are applied now.`);
  await orderReaches(shop, orderId, { status: "provisioned" });
  expect(await console.eventActs.backfill()).toEqual({
    events: 0,
    says: "Nothing is missing: all that Stripe has is here.",
  });
});
