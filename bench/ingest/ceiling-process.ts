import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { Stripe } from "stripe";
import { serveParent } from "../child.ts";
import { SECRET } from "../signed-events.ts";

// The ceiling: Hono reads a webhook, stripe-node checks its signature, and it is answered. Nothing is kept.
const { webhooks } = new Stripe("sk_test_bench");
const app = new Hono();
app.post("/api/stripe/webhook", async (c) => {
  const body = Buffer.from(await c.req.arrayBuffer());
  webhooks.constructEvent(body, c.req.header("stripe-signature") ?? "", SECRET);
  return c.json({ received: true });
});
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
  serveParent({ url: `http://127.0.0.1:${port}` }, {}, async () => void server.close());
});
