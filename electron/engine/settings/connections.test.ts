import { expect, test } from "vitest";
import { clientOf } from "../rpc/client-for-tests.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { connectionsOf, maskedKey } from "./connections.ts";

const SECRETS = {
  stripe: "sk_test_51PqWaybillMadeUpKeya8Fq",
  webhook: "whsec_MadeUpForThisTestAlone",
  panel: "ptla_MadeUpApplicationKeyOfAPanel1234",
  jwt: "a secret of the storefront",
};

test.each([
  [SECRETS.stripe, "sk_test_…a8Fq"],
  [SECRETS.panel, "ptla_…1234"],
  ["rk_live_short", "rk_live_…"],
  ["nothing known of its shape", "…hape"],
  [null, null],
])("%s is told as %s", (key, told) => {
  expect(maskedKey(key)).toBe(told);
});

test("what the engine was started with is told, and no secret of it leaves", async () => {
  const deps = testDeps(openTestStore(), {
    stripe: { secretKey: SECRETS.stripe, webhookSecrets: [SECRETS.webhook], apiBase: null },
    panel: { url: "https://panel.example", apiKey: SECRETS.panel, kind: "pelican" },
    storefront: { jwtSecret: SECRETS.jwt, jwksUrl: null, publicUrl: "https://shop.example", origins: [] },
  });
  const told = await clientOf(deps).settings.connections();
  const text = JSON.stringify(told);
  for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret.slice(8, -4));
  const value = (name: string) => told.find((each) => each.name === name)?.value;
  expect(value("Stripe key")).toBe("sk_test_…a8Fq");
  expect(value("Signing secret")).toMatch(/^fingerprint [0-9a-f]{4}$/);
  expect(value("Panel")).toBe("https://panel.example");
  expect(told.find(({ name }) => name === "Panel")?.says).toBe("A Pelican panel.");
});

test("what is not set says what is missing without it", () => {
  const told = connectionsOf(testDeps(openTestStore()));
  expect(told.filter(({ value }) => value === null).map(({ name }) => name)).toContain("Signing secret");
  expect(told.find(({ name }) => name === "Signing secret")?.says).toBe("Without one every webhook is refused.");
});
