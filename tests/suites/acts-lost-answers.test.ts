import { safe } from "@orpc/client";
import { expect, test, vi } from "vitest";
import { auditOf, buyServer, type LivingShop, newestCharge, openLivingShop, panelSays } from "./shop/life.ts";
import { orderReaches, orderRecord, stripeCall } from "./shop/purchase.ts";
import { openStripeLine, type StripeLine } from "./shop/stripe-line.ts";

const WHY = "Asked for by the customer";
const NEW = {
  email: "mara@example.com",
  planId: "paper-4gb",
  region: "us-central",
  term: "monthly",
  serverName: "mara",
} as const;

/** A shop that reaches Stripe over a line which can lose answers. */
async function onALine(): Promise<LivingShop & { readonly line: StripeLine }> {
  const line = await openStripeLine();
  const living = await openLivingShop({
    with: (sandbox) => {
      line.pointAt(sandbox.stripe);
      const { stripe_secret_key: secretKey, stripe_webhook_secret: secret } = sandbox.keys;
      return { stripe: { secretKey, webhookSecrets: [secret], apiBase: line.url } };
    },
  });
  return { ...living, line };
}

const times = ({ passed }: StripeLine, what: string) => passed.filter((each) => each === what).length;

test("a refund whose answer is lost is looked for, and asked for again it is one refund", async () => {
  const { shop, console, line } = await onALine();
  const { orderId } = await buyServer(shop);
  shop.sandbox.pointWebhooksAt(null); // nobody tells of it
  const requestId = crypto.randomUUID();
  const ask = () => safe(console.acts.refund({ orderId, amount: 500, reason: WHY, requestId }));
  line.lose("POST /v1/refunds");
  expect((await ask()).data).toMatchObject({ says: "$5.00 goes back to the customer." });
  expect((await ask()).data).toMatchObject({ says: "$5.00 goes back to the customer." });
  expect(await newestCharge(shop)).toMatchObject({ amount_refunded: 500 });
  expect((await stripeCall(shop, "GET", "/v1/refunds"))["data"]).toHaveLength(1);
  expect(auditOf(shop, orderId).filter(({ act }) => act === "refund_order")).toHaveLength(1);
});

test("a refund of which nothing can be learned says so, and pressed again it is still one", async () => {
  const { shop, console, line } = await onALine();
  const { orderId } = await buyServer(shop);
  shop.sandbox.pointWebhooksAt(null);
  const requestId = crypto.randomUUID();
  const ask = () => safe(console.acts.refund({ orderId, amount: 500, reason: WHY, requestId }));
  line.lose("POST /v1/refunds");
  line.lose("GET /v1/refunds", 1); // it is looked for before, too
  expect((await ask()).error).toMatchObject({ code: "STRIPE_UNREACHABLE" });
  expect(times(line, "POST /v1/refunds")).toBe(3);
  expect((await ask()).data).toMatchObject({ says: "$5.00 goes back to the customer." });
  expect((await stripeCall(shop, "GET", "/v1/refunds"))["data"]).toHaveLength(1);
});

test("a change of plan whose answer is lost is made once, and the server follows by the event", async () => {
  const { shop, console, line } = await onALine();
  const { orderId, order } = await buyServer(shop);
  line.lose(`POST /v1/subscriptions/${order.stripe_subscription_id}`);
  const ask = () => safe(console.acts.changePlan({ orderId, planId: "paper-8gb", term: "monthly", reason: WHY }));
  expect((await ask()).error).toMatchObject({ code: "STRIPE_UNREACHABLE" });
  await panelSays(shop, orderId, { limits: expect.objectContaining({ memory: 8_192 }) as object });
  await vi.waitFor(async () =>
    expect((await ask()).data).toMatchObject({ says: expect.stringContaining("Paper 8 GB") as string }),
  );
  const items = (await stripeCall(shop, "GET", `/v1/subscription_items?subscription=${order.stripe_subscription_id}`))[
    "data"
  ];
  expect(items).toHaveLength(1);
});

test("an invoice whose answers are lost is sent when Stripe answers, and the customer is billed once", async () => {
  const { shop, console, clock, line } = await onALine();
  const requestId = crypto.randomUUID();
  line.lose("POST /v1/subscriptions");
  const { error } = await safe(console.acts.createByInvoice({ ...NEW, requestId }));
  expect(error).toMatchObject({
    code: "STRIPE_UNREACHABLE",
    message: expect.stringContaining("its invoice is sent when Stripe answers") as string,
  });
  const { id } = shop.db.prepare("SELECT id FROM orders").get() as { id: string };
  expect(orderRecord(shop, id)).toMatchObject({ status: "pending", payment_state: "unpaid" });
  clock.ahead = 61_000;
  shop.engine.contextFor("clock").deps.wakeJobs();
  const invoice = () =>
    (shop.db.prepare("SELECT stripe_invoice_id AS id FROM orders WHERE id = ?").get(id) as { id: string | null }).id;
  await vi.waitFor(() => expect(invoice()).toMatch(/^in_/), { timeout: 10_000 });
  clock.ahead = 0;
  const again = await console.acts.createByInvoice({ ...NEW, requestId });
  expect(again.order.id).toBe(id);
  for (const [list, count] of [
    ["/v1/subscriptions?status=all", 1],
    ["/v1/customers", 1],
    ["/v1/invoices", 1],
  ] as const)
    expect((await stripeCall(shop, "GET", list))["data"]).toHaveLength(count);
  const { customer } = await stripeCall(shop, "GET", `/v1/invoices/${invoice()}`);
  const card = await stripeCall(shop, "POST", "/v1/payment_methods/pm_card_visa/attach", {
    customer: String(customer),
  });
  await stripeCall(shop, "POST", `/v1/invoices/${invoice()}/pay`, { payment_method: String(card["id"]) });
  await orderReaches(shop, id, { status: "provisioned", payment_state: "paid" });
});
