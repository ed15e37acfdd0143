import { safe } from "@orpc/client";
import { expect, test } from "vitest";
import { buyServer, openLivingShop } from "./shop/life.ts";
import { stripeCall } from "./shop/purchase.ts";

test("an event's object is compared with what Stripe has of it now, also once it is gone", async () => {
  const { shop, console } = await openLivingShop();
  await buyServer(shop);
  const { rows } = await console.events.list({ query: "type:customer.subscription.created" });
  const event = rows[0]!;
  const asTold = await console.events.nowAtStripe({ id: event.id });
  expect(asTold).toMatchObject({ object: "subscription", objectId: event.objectId, deleted: false });

  await stripeCall(shop, "POST", `/v1/subscriptions/${event.objectId}`, { "metadata[region]": "us-east" });
  const { differences, equal } = await console.events.nowAtStripe({ id: event.id });
  expect(differences).toContainEqual({ path: "metadata.region", event: "us-central", now: "us-east" });
  // It was made before its first payment, and is paid now.
  expect(differences).toContainEqual({ path: "status", event: "incomplete", now: "active" });
  expect(equal).toContainEqual({ path: "id", value: event.objectId });

  const made = (await console.events.list({ query: "type:customer.created" })).rows[0]!;
  await stripeCall(shop, "DELETE", `/v1/customers/${made.objectId}`);
  const { data, error } = await safe(console.events.nowAtStripe({ id: made.id }));
  expect(data?.deleted ?? error?.message).toBe(true);
});
