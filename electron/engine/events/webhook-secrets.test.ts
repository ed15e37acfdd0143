import { expect, test } from "vitest";
import type { KeptSecret } from "../ports.ts";
import { knownOf, ownSecrets, signatureOf, signs, whoseSecret } from "./webhook-secrets.ts";

const kept = (secret: string, origin: KeptSecret["origin"]): KeptSecret => ({
  secret,
  origin,
  keptAt: 0,
  validUntil: null,
});
const learned = { current: () => [kept("whsec_cli", { kind: "forward" })] };
const stripe = { secretKey: null, webhookSecrets: ["whsec_set"], apiBase: null };

test("a request is verified by what was set and by what was learned, and by nobody else's", () => {
  const otherWebhookSecrets = [{ secret: "whsec_live", environment: "live" as const }];
  expect(ownSecrets({ stripe: { ...stripe, otherWebhookSecrets } }, learned)).toEqual(["whsec_set", "whsec_cli"]);
});

test("a refusal is measured by all that is known on this machine, our own first", () => {
  const otherWebhookSecrets = [{ secret: "whsec_live", environment: "live" as const }];
  expect(knownOf({ env: "test", stripe: { ...stripe, otherWebhookSecrets } }, learned)).toEqual({
    environment: "test",
    livemode: false,
    secrets: [
      { secret: "whsec_set", environment: null },
      { secret: "whsec_cli", environment: null, origin: "forward" },
      { secret: "whsec_live", environment: "live" },
    ],
  });
  expect(knownOf({ env: "live", stripe }, learned)).toMatchObject({ livemode: true, secrets: { length: 2 } });
});

test.each([
  [{ environment: "live" }, "the secret of live"],
  [{ environment: null }, "our secret"],
  [{ environment: null, origin: "endpoint" }, "our secret"],
  [{ environment: null, origin: "forward" }, "the secret of stripe listen"],
  [{ environment: null, origin: "pasted" }, "the secret that you pasted"],
] as const)("whose a secret is (%o) is told without telling it", (known, whose) => {
  expect(whoseSecret({ secret: "whsec_1", ...known })).toBe(whose);
});

test("a secret signed it where one of the signatures is its own, however the hex is written; without a time none is", () => {
  const own = signatureOf("whsec_1", 1_795_000_000, "body");
  const header = { signedAt: 1_795_000_000, v1: ["00", own.toUpperCase()], trouble: null };
  expect(signs("whsec_1", header, "body")).toBe(true);
  expect(signs("whsec_2", header, "body")).toBe(false);
  expect(signs("whsec_1", { ...header, signedAt: null }, "body")).toBe(false);
});
