import type Stripe from "stripe";
import { expect, test } from "vitest";
import { answeringStripe } from "../rpc/stripe-for-tests.ts";
import { accountName } from "./account-name.ts";
import { createStripeGateway } from "./live-stripe-gateway.ts";

const ACCOUNT = {
  id: "acct_1QzW8Kx7dT9abc",
  object: "account",
  settings: { dashboard: { display_name: "Quarry Hosting" } },
};
const gatewayTo = async (status: number, body: unknown) => {
  const stripe = await answeringStripe(status, body);
  return { ...stripe, gateway: createStripeGateway(stripe, Date.now) };
};

test("the account is named by the dashboard's name and its id, asked once", async () => {
  const { gateway, asked } = await gatewayTo(200, ACCOUNT satisfies Partial<Record<keyof Stripe.Account, unknown>>);
  const names = await Promise.all([accountName(gateway, 0), accountName(gateway, 1)]);
  expect([...names, await accountName(gateway, 2)]).toEqual(Array(3).fill("Quarry Hosting · acct_…dT9abc"));
  expect(asked).toEqual(["GET /v1/account"]);
});

test("a key that may not know leaves no name and no alarm, and is not asked again at once", async () => {
  const error = { message: "The provided key does not have the required permissions: 'rak_account_read'." };
  const { gateway, asked } = await gatewayTo(403, { error });
  expect(await accountName(gateway, 0)).toBe("");
  expect(await accountName(gateway, 60_000)).toBe("");
  expect(asked).toHaveLength(1);
  expect(gateway.health()).toEqual({ latencyMs: null, failure: null });
  await accountName(gateway, 600_000);
  expect(asked).toHaveLength(2);
});

test("an account without a name is told by its id, and a Stripe that is not set by nothing", async () => {
  const { gateway } = await gatewayTo(200, { id: "acct_1QzW8Kx7dT9abc", object: "account" });
  expect(await accountName(gateway, 0)).toBe("acct_…dT9abc");
  expect(await accountName(createStripeGateway({ secretKey: null, apiBase: null }, Date.now), 0)).toBe("");
});
