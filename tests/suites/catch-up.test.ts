import { expect, test, vi } from "vitest";
import type { CatchUpMark } from "../../electron/engine/catch-up/catch-up-mark.ts";
import { checkOut, orderReaches, pay, serversOf, stripeCall } from "./shop/purchase.ts";
import { openShop, type RunningShop } from "./shop/running-shop.ts";
import { emptyList, standBetween, type StripeBetween } from "./shop/stripe-between.ts";

/** Many tests share two cores. */
const PATIENCE = { timeout: 10_000 };

/** A shop that gets no webhooks, with something between it and Stripe. */
async function openCutOff(meddle: StripeBetween["meddle"] = () => undefined) {
  let between: StripeBetween | undefined;
  const shop = await openShop({
    webhooks: false,
    with: async (sandbox) => {
      between ??= await standBetween(sandbox.stripe);
      between.meddle = meddle;
      return {
        stripe: {
          secretKey: sandbox.keys.stripe_secret_key,
          webhookSecrets: [sandbox.keys.stripe_webhook_secret],
          apiBase: between.url,
        },
      };
    },
  });
  await ranOnce(shop);
  return { shop, between: between! };
}

const markOf = (shop: RunningShop): CatchUpMark | undefined => {
  const row = shop.db.prepare("SELECT value FROM marks WHERE name = 'catch_up'").get() as { value: string } | undefined;
  return row && (JSON.parse(row.value) as CatchUpMark);
};
const ranOnce = (shop: RunningShop) => vi.waitFor(() => expect(markOf(shop)?.ranAt).toBeTypeOf("number"), PATIENCE);
const noEvents: StripeBetween["meddle"] = ({ url }) => (url.pathname === "/v1/events" ? emptyList(url) : undefined);
const eventCount = (shop: RunningShop) =>
  (shop.db.prepare("SELECT count(*) AS n FROM stripe_events_log").get() as { n: number }).n;

test("a payment whose event Stripe never made is found as a Session", async () => {
  const { shop } = await openCutOff(noEvents);
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  await shop.engine.ops.reconcile("tester");
  await orderReaches(shop, orderId, { status: "provisioned" });
  expect(eventCount(shop)).toBe(0);
  expect(await serversOf(shop, orderId)).toHaveLength(1);
});

test("a cancellation and an end of which no event told are found as Subscriptions, also by waking up", async () => {
  const { shop } = await openCutOff(noEvents);
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  await shop.engine.ops.reconcile("tester");
  const order = await orderReaches(shop, orderId, { status: "provisioned", service_state: "active" });
  const route = `/v1/subscriptions/${order.stripe_subscription_id}`;
  await stripeCall(shop, "POST", route, { cancel_at_period_end: "true" });
  await shop.engine.ops.reconcile("tester");
  await orderReaches(shop, orderId, { service_state: "canceling" });
  await stripeCall(shop, "DELETE", route);
  shop.engine.wake();
  await orderReaches(shop, orderId, { service_state: "suspended" });
});

test("Subscriptions that agree are not read one by one", async () => {
  const { shop, between } = await openCutOff(noEvents);
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  await shop.engine.ops.reconcile("tester");
  await orderReaches(shop, orderId, { status: "provisioned" });
  between.passed.length = 0;
  await shop.engine.ops.reconcile("tester");
  const asked = between.passed.map(({ url }) => url.pathname);
  expect(asked).toContain("/v1/subscriptions");
  expect(asked.filter((path) => /^\/v1\/(?:subscriptions|checkout\/sessions)\/\w/.test(path))).toEqual([]);
});

/** Lists come in pages of two, and the request after `pages` pages of events fails until `mend` is called. */
function cutAfter(pages: number) {
  let broken = true;
  let seen = 0;
  const meddle: StripeBetween["meddle"] = ({ url }) => {
    if (!url.searchParams.has("limit")) return undefined;
    url.searchParams.set("limit", "2");
    if (url.pathname !== "/v1/events" || !broken) return undefined;
    seen += 1;
    return seen > pages ? { status: 400, body: { error: { message: "Cut off.", type: "api_error" } } } : undefined;
  };
  return { meddle, mend: () => (broken = false) };
}
const eventPages = ({ passed }: StripeBetween) =>
  passed.filter(({ url }) => url.pathname === "/v1/events").map(({ url }) => url.searchParams.get("starting_after"));

test.each(["the next run", "the next start"])(
  "a run that was cut off is gone on with by %s, from its last page",
  async (by) => {
    const { shop, between } = await openCutOff();
    const { orderId, sessionId } = await checkOut(shop);
    await pay(shop, sessionId);
    const { data } = (await stripeCall(shop, "GET", "/v1/events?limit=100")) as unknown as { data: { id: string }[] };
    const { meddle, mend } = cutAfter(2);
    between.meddle = meddle;
    between.passed.length = 0;
    await shop.engine.ops.reconcile("tester");
    expect(markOf(shop)).toMatchObject({
      failure: expect.stringContaining("Cut off."),
      run: { phase: "events", pages: 2, after: data[3]!.id, found: { events: 4 } },
    });
    expect(eventCount(shop)).toBe(4);

    mend();
    between.passed.length = 0;
    let going = shop;
    if (by === "the next run") await shop.engine.ops.reconcile("tester");
    else {
      between.meddle = meddle;
      going = await shop.restart();
      between.meddle = meddle;
    }
    await vi.waitFor(() => expect(markOf(going)).toMatchObject({ failure: null, run: null }), PATIENCE);
    expect(eventPages(between)[0]).toBe(data[3]!.id);
    expect(eventCount(going)).toBe(data.length);
    await orderReaches(going, orderId, { status: "provisioned" });
  },
);

test("how far it is can be seen while it runs", async () => {
  const { shop, between } = await openCutOff();
  await checkOut(shop);
  const gate = Promise.withResolvers<undefined>();
  between.meddle = ({ url }) => (url.pathname === "/v1/subscriptions" ? gate.promise : undefined);
  const reconciled = shop.engine.ops.reconcile("tester");
  await vi.waitFor(() => expect(markOf(shop)?.run).toMatchObject({ phase: "subscriptions", pages: 3 }), PATIENCE);
  gate.resolve(undefined);
  await reconciled;
  expect(markOf(shop)?.run).toBeNull();
});

test("while Stripe asks to wait, a webhook's event waits so long and is applied then", async () => {
  let busy = true;
  const { shop } = await openCutOff(({ url }) =>
    busy && url.pathname.startsWith("/v1/checkout/sessions/cs_")
      ? { status: 429, headers: { "retry-after": "2" }, body: { error: { message: "Slow down.", type: "rate_limit" } } }
      : noEvents({ method: "GET", url }),
  );
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  const { deliver, eventBody, signed } = await import("./shop/webhook.ts");
  const session = await stripeCall(shop, "GET", `/v1/checkout/sessions/${sessionId}`);
  await deliver(
    shop,
    signed(eventBody("checkout.session.completed", session), shop.sandbox.keys.stripe_webhook_secret),
  );
  const job = () =>
    shop.db.prepare("SELECT run_at - started_at AS wait, state, attempts FROM jobs WHERE kind = 'process_event'").get();
  await vi.waitFor(() => expect(job()).toMatchObject({ state: "waiting", attempts: 1 }), PATIENCE);
  expect((job() as { wait: number }).wait).toBeGreaterThanOrEqual(2_000);
  expect((job() as { wait: number }).wait).toBeLessThan(2_500);
  busy = false;
  await orderReaches(shop, orderId, { status: "provisioned" });
});
