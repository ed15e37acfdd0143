import type { CatalogFile } from "../../../../shared/contract/catalog-file.ts";
import { listen } from "../../listen.ts";
import { askStripeAt } from "../customers/ask-stripe.ts";
import { GOOD_HABITS, type Habits } from "./habits.ts";
import { type Mistake, MISTAKES } from "./mistakes.ts";
import { shopApp } from "./shop-app.ts";
import { shopCalls } from "./shop-calls.ts";
import { shopOrders } from "./shop-order.ts";

export interface OlderShopOptions {
  readonly stripeUrl: string;
  readonly stripeKey: string;
  readonly panelUrl: string;
  readonly panelKey: string;
  readonly catalog: CatalogFile;
  readonly mistakes: readonly Mistake[];
}

export interface OlderShop {
  /** Its origin, without a trailing slash. */
  readonly url: string;
  /** Takes its endpoint off Stripe and ends. */
  close(): Promise<void>;
}

const HEARS = [
  "checkout.session.completed",
  "customer.subscription.deleted",
  "customer.subscription.updated",
  "invoice.payment_failed",
];

/**
 * Starts a storefront that sells the catalog's plans and makes these mistakes, on a port of its own, with an endpoint of
 * its own at Stripe. Its orders are in memory alone. Rejects where Stripe is not there.
 */
export async function startOlderShop(options: OlderShopOptions): Promise<OlderShop> {
  const habits: Habits = Object.assign({}, GOOD_HABITS, ...options.mistakes.map((mistake) => MISTAKES[mistake]));
  const calls = shopCalls(options);
  const dashboard = askStripeAt(options.stripeUrl, options.stripeKey);
  let endpoint = { id: "", secret: "" };
  let url = "";
  const app = shopApp({
    catalog: options.catalog,
    calls,
    habits,
    orders: shopOrders(),
    publicUrl: () => url,
    webhookSecret: () => endpoint.secret,
  });
  const server = await listen(app, "127.0.0.1", 0);
  ({ url } = server);
  const asked = {
    url: url + GOOD_HABITS.webhookRoute,
    description: "The older shop's",
    ...Object.fromEntries(HEARS.map((type, place) => [`enabled_events[${place}]`, type])),
  };
  const made = await dashboard("POST", "/v1/webhook_endpoints", asked).catch(async (cause: unknown) => {
    await server.close();
    throw cause;
  });
  endpoint = { id: String(made["id"]), secret: String(made["secret"]) };
  return {
    url,
    async close() {
      await dashboard("DELETE", `/v1/webhook_endpoints/${endpoint.id}`).catch(() => null);
      await server.close();
    },
  };
}
