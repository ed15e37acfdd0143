import { Hono } from "hono";
import { html } from "hono/html";
import { newOrderId } from "../../../../shared/kernel/ids.ts";
import type { Term } from "../../../../shared/contract/states.ts";
import type { ShopEvent } from "./habits.ts";
import { hasRoom, provision, type ShopPorts } from "./provision.ts";
import type { Json } from "./shop-calls.ts";
import type { ShopOrder } from "./shop-order.ts";

export interface ShopAppPorts extends ShopPorts {
  /** Where this shop is reached; known once it listens. */
  readonly publicUrl: () => string;
  /** Of its endpoint at Stripe. */
  readonly webhookSecret: () => string;
}

interface Bought {
  readonly plan_id: string;
  readonly term?: Term;
  readonly region: string;
  readonly server_name: string;
}

/** The older shop's pages and API: the same routes as its successor's. */
export function shopApp(ports: ShopAppPorts): Hono {
  const { orders, habits, calls } = ports;
  const app = new Hono();
  app.post("/api/checkout/create-session", async (c) => {
    const asked = await c.req.json<Bought>();
    if (!(await hasRoom(ports, asked.region))) return c.json({ error: "No room in this region" }, 409);
    return c.json(await checkOut(ports, userOf(c.req.header("authorization")), asked));
  });
  app.post(habits.webhookRoute, async (c) => {
    const signature = c.req.header("stripe-signature") ?? "";
    const event = habits.readEvent(await c.req.text(), signature, ports.webhookSecret());
    if (!event) return c.json({ error: "Invalid signature" }, 400);
    await hear(ports, event);
    return c.json({ received: true });
  });
  app.post("/api/orders/:id/retry", async (c) => {
    const order = orders.get(c.req.param("id"));
    if (!order) return c.json({ error: "Order not found" }, 404);
    if (!habits.mayRetry(order.status))
      return c.json({ error: `An order that is ${order.status} can't be retried` }, 409);
    return c.json({ success: true, order: await provision(ports, order) });
  });
  app.get("/api/servers", (c) =>
    c.json({ success: true, servers: orders.all().filter(({ status }) => habits.lists(status)) }),
  );
  app.get("/success", async (c) => {
    const { payment_status: told = "unpaid" } = (await calls
      .stripe("GET", `/v1/checkout/sessions/${c.req.query("session_id")}`)
      .catch(() => ({}))) as { payment_status?: string };
    const paid = habits.saysPaid(told);
    return c.html(html`<h1>${paid ? "Paid. Your server is on its way." : "We wait for your payment."}</h1>`);
  });
  app.get("/dashboard", (c) =>
    c.html(
      html`<h1>Your servers</h1>
        ${orders.all().map((row) => html`<p>${row.server_name}: ${habits.serverNumberOf(row) ?? "no server yet"}</p>`)}`,
    ),
  );
  return app;
}

/** It takes the token at its word. */
function userOf(authorization = ""): { readonly id: string; readonly email: string } {
  const payload = authorization.split(".")[1] ?? "";
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString() || "{}") as Partial<Record<string, string>>;
  return { id: claims["sub"] ?? "somebody", email: claims["email"] ?? "somebody@example.com" };
}

async function checkOut(
  { catalog, calls, habits, orders, publicUrl }: ShopAppPorts,
  user: { readonly id: string; readonly email: string },
  { plan_id, term = "monthly", region, server_name }: Bought,
) {
  const id = newOrderId(Date.now());
  const price = catalog.plans.find((plan) => plan.id === plan_id)!.prices[habits.termOfPrice(term)]!;
  const facts = { user_id: user.id, item_type: "game", plan_id, term, region, server_name };
  const metadata = habits.writesOrders ? { order_id: id, ...facts } : facts;
  const session = await calls.stripe("POST", "/v1/checkout/sessions", {
    mode: "subscription",
    "line_items[0][price]": price.stripe_price_id,
    "line_items[0][quantity]": "1",
    customer_email: user.email,
    success_url: `${publicUrl()}/success?order_id=${id}&session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${publicUrl()}/plans`,
    ...bracketed("metadata", metadata),
    ...bracketed("subscription_data[metadata]", metadata),
    ...(habits.writesOrders ? { client_reference_id: id } : {}),
  });
  const session_id = String(session["id"]);
  if (habits.writesOrders) orders.put({ ...NEW, id, email: user.email, session_id, ...facts, term });
  return { success: true, sessionId: session_id, url: session["url"], orderId: id };
}

const NEW = {
  status: "pending",
  panel_user_id: null,
  ptero_server_id: null,
  ptero_identifier: null,
  error_message: null,
} as const;

const bracketed = (family: string, facts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${family}[${name}]`, value]));

async function hear(ports: ShopAppPorts, { type, data }: ShopEvent): Promise<void> {
  const order = ports.orders.get(orderIdOf(data.object));
  if (!order) return;
  const { habits, orders } = ports;
  if (type === "checkout.session.completed" && habits.actsAgain(order))
    await provision(ports, orders.change(order.id, { status: "paid" }));
  const after: Partial<Record<string, (status: ShopOrder["status"]) => ShopOrder["status"]>> = {
    "customer.subscription.updated": habits.afterSubscriptionUpdate,
    "customer.subscription.deleted": () => "canceled",
    "invoice.payment_failed": habits.afterFailedRenewal,
  };
  const { status } = orders.get(order.id)!;
  orders.change(order.id, { status: after[type]?.(status) ?? status });
}

/** In an object's own metadata, or in what an invoice tells of its subscription. */
function orderIdOf(object: Json): string {
  const { metadata, parent } = object as {
    readonly metadata?: Partial<Record<string, string>>;
    readonly parent?: {
      readonly subscription_details?: { readonly metadata?: Partial<Record<string, string>> };
    } | null;
  };
  return metadata?.["order_id"] ?? parent?.subscription_details?.metadata?.["order_id"] ?? "";
}
