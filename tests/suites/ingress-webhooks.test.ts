import { expect, test, vi } from "vitest";
import { checkOut, orderReaches, pay, serversOf, stripeCall } from "./shop/purchase.ts";
import { openShop, type RunningShop } from "./shop/running-shop.ts";
import { deliver, eventBody, signed } from "./shop/webhook.ts";

interface Request {
  readonly verdict: string;
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly event_id: string | null;
  readonly answered_status: number;
  readonly body_bytes: number;
}
const requests = (shop: RunningShop) =>
  shop.db.prepare("SELECT * FROM webhook_requests WHERE source = 'endpoint' ORDER BY id").all() as Request[];
const events = (shop: RunningShop) =>
  shop.db.prepare("SELECT * FROM stripe_events_log").all() as Record<string, unknown>[];
const secretOf = (shop: RunningShop) => shop.sandbox.keys.stripe_webhook_secret;

test("a request without a signature is refused in the storefront's words and kept", async () => {
  const shop = await openShop({ webhooks: false });
  const answer = await deliver(shop, { body: "{}", headers: {} });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: "Missing stripe-signature header", code: "SIGNATURE_MISSING" });
  expect(requests(shop)).toMatchObject([
    { verdict: "rejected", reason_code: "SIGNATURE_MISSING", answered_status: 400 },
  ]);
  expect(events(shop)).toEqual([]);
});

test.each([
  [
    "SIGNATURE_MISMATCH",
    (shop: RunningShop) => signed(eventBody("invoice.paid", { id: "in_1" }), `${secretOf(shop)}x`),
  ],
  ["SIGNATURE_MISMATCH", (shop: RunningShop) => ({ ...signed("{}", secretOf(shop)), body: "{ }" })],
  [
    "SIGNATURE_STALE",
    (shop: RunningShop) => signed(eventBody("invoice.paid", { id: "in_1" }), secretOf(shop), Date.now() - 11 * 60_000),
  ],
  ["SIGNATURE_MALFORMED", () => ({ body: "{}", headers: { "stripe-signature": "nonsense" } })],
  ["BODY_NOT_JSON", (shop: RunningShop) => signed("{broken", secretOf(shop))],
  ["BODY_NOT_AN_EVENT", (shop: RunningShop) => signed('{"hello":1}', secretOf(shop))],
])("%s is refused with 400 and a sentence, and changes nothing else", async (code, make) => {
  const shop = await openShop({ webhooks: false });
  const answer = await deliver(shop, make(shop));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code, message: expect.stringMatching(/\w+ \w+/) });
  expect(requests(shop)).toMatchObject([{ verdict: "rejected", reason_code: code, event_id: null }]);
  expect(events(shop)).toEqual([]);
});

test("a body over 2 MiB is 413, and no more than its size is kept", async () => {
  const shop = await openShop({ webhooks: false });
  const answer = await deliver(shop, signed("x".repeat(2 * 1024 * 1024 + 1), secretOf(shop)));
  expect(answer.status).toBe(413);
  expect(requests(shop)).toMatchObject([{ reason_code: "BODY_TOO_LARGE", body_bytes: 2 * 1024 * 1024 + 1 }]);
});

test("a forged id that was refused does not stand in the way of the real event", async () => {
  const shop = await openShop({ webhooks: false });
  const body = eventBody("customer.created", { id: "cus_1" });
  await deliver(shop, signed(body, "whsec_forged"));
  expect((await deliver(shop, signed(body, secretOf(shop)))).status).toBe(200);
  expect(requests(shop).map((row) => row.verdict)).toEqual(["rejected", "accepted"]);
});

test.each([
  ["an unknown type", eventBody("some.new.thing", { id: "x_1" }), "not_ours", null],
  [
    "a live event in a test environment",
    eventBody("invoice.paid", { id: "in_1" }, { livemode: true }),
    "not_ours",
    "LIVEMODE_MISMATCH",
  ],
  [
    "a thin event",
    JSON.stringify({
      id: "evt_thin",
      object: "v2.core.event",
      type: "v1.billing.meter.error_report_triggered",
      created: "2026-11-24T10:00:00Z",
    }),
    "not_ours",
    "THIN_EVENT",
  ],
])("%s is answered with 200, kept and not applied", async (_, body, outcome, code) => {
  const shop = await openShop({ webhooks: false });
  expect((await deliver(shop, signed(body, secretOf(shop)))).status).toBe(200);
  expect(events(shop)).toMatchObject([{ outcome, reason_code: code, processed: 1, payload: body }]);
});

test("a webhook that was pointed at a doubled path is 404 and said in the journal", async () => {
  const shop = await openShop({ webhooks: false });
  const event = signed(eventBody("invoice.paid", { id: "in_1" }), secretOf(shop));
  expect((await deliver(shop, event, "/api/stripe/webhook/webhook")).status).toBe(404);
  expect(requests(shop)).toMatchObject([{ reason_code: "WEBHOOK_PATH_WRONG", answered_status: 404 }]);
});

test("the same event sent 20 times at once is one row and one server", async () => {
  const shop = await openShop({ webhooks: false });
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  const session = await stripeCall(shop, "GET", `/v1/checkout/sessions/${sessionId}`);
  const event = signed(eventBody("checkout.session.completed", session), secretOf(shop));
  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(shop, event)));
  expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
  await orderReaches(shop, orderId, { status: "provisioned" });
  const id = (JSON.parse(event.body) as { id: string }).id;
  expect(events(shop).filter((row) => row["event_id"] === id)).toHaveLength(1);
  expect(requests(shop).filter((row) => row.event_id === id && row.verdict === "duplicate")).toHaveLength(19);
  expect(await serversOf(shop, orderId)).toHaveLength(1);
});

test("events in any order, and two for one payment, end in the same place", async () => {
  const shop = await openShop({ webhooks: false });
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  const { data } = (await stripeCall(shop, "GET", "/v1/events?limit=100")) as unknown as {
    data: Record<string, unknown>[];
  };
  const bodies = data.map((event) => JSON.stringify(event)).toSorted(() => Math.random() - 0.5);
  await Promise.all([...bodies, ...bodies].map((body) => deliver(shop, signed(body, secretOf(shop)))));
  await orderReaches(shop, orderId, { status: "provisioned", payment_state: "paid", service_state: "active" });
  await vi.waitFor(() => expect(events(shop).every((event) => event["processed"] === 1)).toBe(true));
  expect(await serversOf(shop, orderId)).toHaveLength(1);
});

test("a database that can't be written is 503, so that Stripe sends the event again", async () => {
  const shop = await openShop({ webhooks: false });
  const blocker = new (await import("better-sqlite3")).default(shop.db.name);
  blocker.exec("BEGIN IMMEDIATE");
  const answer = await deliver(shop, signed(eventBody("invoice.paid", { id: "in_1" }), secretOf(shop)));
  blocker.exec("ROLLBACK");
  blocker.close();
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(events(shop)).toEqual([]);
}, 20_000);
