import { expect, test } from "vitest";
import { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { aCatalog } from "../catalog/catalog-for-tests.ts";
import { buildOf } from "../catalog/offer.ts";
import type { Order } from "../orders/order-repository.ts";
import { anOrder } from "../trace/facts-for-tests.ts";
import type { Offer } from "./offer.ts";
import { orderMetadata, SESSION_LIFE_S, sessionParams } from "./session-params.ts";

const { plans, regions } = CatalogFile.parse(aCatalog());
const offer: Offer = {
  plan: plans[0]!,
  region: { ...regions[0]!, active: true },
  price: { amount: 1_800, currency: "usd" },
  lineItems: [
    { price: "price_paper_m", quantity: 1 },
    { price: "price_ram_m", quantity: 2 },
  ],
  build: buildOf(plans[0]!, []),
};
const terms = { publicUrl: "https://shop.test", nowS: 1_795_530_000, recoverSessions: false };
const params = (order: Partial<Order> = {}, recoverSessions = false) =>
  sessionParams(anOrder({ id: "ord_1", ...order }), offer, { ...terms, recoverSessions });

test("Session and Subscription each name the order, so that either alone leads back to it", () => {
  const { metadata, subscription_data, client_reference_id } = params();
  expect(metadata).toEqual({
    order_id: "ord_1",
    user_id: "user-7",
    item_type: "game",
    plan_id: "paper-8gb",
    term: "monthly",
    region: "us-central",
    server_name: "lindqvist-survival",
    addons: "[]",
  });
  expect(metadata).toEqual(orderMetadata(anOrder({ id: "ord_1" })));
  expect(subscription_data).toEqual({ metadata });
  expect(client_reference_id).toBe("ord_1");
});

test("it sells what was offered, for a day, and leads back to the shop with both ids", () => {
  expect(params()).toMatchObject({
    mode: "subscription",
    line_items: offer.lineItems,
    success_url: "https://shop.test/success?order_id=ord_1&session_id={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.test/cancel?order_id=ord_1",
    expires_at: terms.nowS + SESSION_LIFE_S,
  });
});

test.each([
  [
    "the customer that Stripe knows",
    { stripe_customer_id: "cus_1", customer_email: "a@b.test" },
    { customer: "cus_1" },
  ],
  ["the address, where Stripe knows nobody", { customer_email: "a@b.test" }, { customer_email: "a@b.test" }],
  ["nobody, where we know no address either", { customer_email: null }, {}],
])("it is made out to %s, and never to both", (_name, order, customer) => {
  const { customer: id, customer_email: email } = params(order);
  expect({ ...(id ? { customer: id } : {}), ...(email ? { customer_email: email } : {}) }).toEqual(customer);
});

test("days that are free go to the Subscription; none is left out, since Stripe refuses a zero", () => {
  expect(params({ trial_days: 7 }).subscription_data).toMatchObject({ trial_period_days: 7 });
  expect(params({ trial_days: 0 }).subscription_data).not.toHaveProperty("trial_period_days");
});

test("an expired Session offers itself again only where the shop wants that", () => {
  expect(params({}, true).after_expiration).toEqual({ recovery: { enabled: true } });
  expect(params({}, false)).not.toHaveProperty("after_expiration");
});
