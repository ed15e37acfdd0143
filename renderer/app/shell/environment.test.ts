import { expect, test } from "vitest";
import { accountName } from "./environment.ts";

test("the bar names the account, or else says where answers come from, never nothing", () => {
  const live = { env: "live", account: "", stripeHost: "api.stripe.com" } as const;
  expect(accountName({ ...live, account: "Quarry Hosting" })).toBe("Quarry Hosting");
  expect(accountName(live)).toBe("api.stripe.com");
  expect(accountName({ ...live, stripeHost: null })).toBe("No Stripe key is set");
  expect(accountName({ ...live, env: "sandbox" })).toBe("Local sandbox");
});
