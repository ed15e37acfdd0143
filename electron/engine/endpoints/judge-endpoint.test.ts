import type Stripe from "stripe";
import { expect, test } from "vitest";
import { checksOf, isOurs, type Measure } from "./judge-endpoint.ts";
import { isLoopback, needsOf } from "./needs.ts";
import { planEndpoint } from "./plan-endpoint.ts";

const VERSION = "2026-10-28.endive";
const AT_STRIPE = { secretKey: "sk_test_x", webhookSecrets: [], apiBase: null };
const storefront = { jwtSecret: null, jwksUrl: null, publicUrl: "https://pay.quarry.example/", origins: [] };
const needs = (env: "test" | "live" = "test") =>
  needsOf({ env, stripe: AT_STRIPE, storefront }, "http://127.0.0.1:3001", VERSION);

const endpoint = (over: Partial<Stripe.WebhookEndpoint> = {}): Stripe.WebhookEndpoint => ({
  id: "we_1",
  object: "webhook_endpoint",
  url: "https://pay.quarry.example/api/stripe/webhook",
  status: "enabled",
  enabled_events: ["*"],
  api_version: VERSION,
  application: null,
  created: 1,
  description: null,
  livemode: false,
  metadata: {},
  ...over,
});
const measure = (over: Partial<Measure> = {}): Measure => ({
  needs: needs(),
  held: { ofEndpoint: new Map(), configured: [{ fingerprint: "8f3a", usedAt: null }] },
  all: [],
  pending: null,
  now: 1_000_000,
  ...over,
});
const part = (name: string, of: Partial<Stripe.WebhookEndpoint>, by: Partial<Measure> = {}) => {
  const made = endpoint(of);
  const { state, says } = checksOf(made, measure({ all: [made], ...by })).find((check) => check.part === name)!;
  return [state, says];
};

test.each([
  ["https://pay.quarry.example/api/stripe/webhook", "fine", /^https/],
  ["https://pay.quarry.example/api/stripe/webhook/webhook", "wrong", /the path is doubled/],
  ["https://pay.quarry.example/api/stripe/webhook/api/stripe/webhook", "wrong", /the path is doubled/],
  ["https://pay.quarry.example/stripe", "wrong", /^\/stripe answers 404 here/],
  ["https://pay.quarry.example/api/stripe/webhook/", "wrong", /answers 404 here/],
  ["http://localhost:3001/api/stripe/webhook", "wrong", /Stripe can't reach this machine/],
  ["http://[::1]:3001/api/stripe/webhook", "wrong", /Stripe can't reach this machine/],
  [
    "https://shop.other.example/api/stripe/webhook",
    "odd",
    /whether it leads here was not asked, .*pay\.quarry\.example$/,
  ],
  ["not an address", "wrong", /no address/],
])("the address %s is %s", (url, state, says) => {
  expect(part("address", { url })).toEqual([state, expect.stringMatching(says)]);
});

test("http is enough for test events, never for live ones", () => {
  const url = "http://pay.quarry.example/api/stripe/webhook";
  expect(part("address", { url }, { needs: needs("live") })).toEqual([
    "wrong",
    expect.stringMatching(/^http, and live/),
  ]);
  expect(part("address", { url })[0]).toBe("odd");
});

test("types, status and version are told with what is missing", () => {
  expect(part("events", { enabled_events: ["*"] })).toEqual(["fine", "all"]);
  const [first, ...rest] = needs().types;
  expect(part("events", { enabled_events: rest })).toEqual(["wrong", expect.stringContaining(`missing: ${first}`)]);
  expect(part("status", { status: "disabled" })[0]).toBe("wrong");
  expect(part("version", { api_version: "2024-06-20" })).toEqual(["odd", `2024-06-20, and Waybill reads ${VERSION}`]);
  expect(part("version", { api_version: null })[0]).toBe("unknown");
});

test("a secret is fine where it is known to be its own, or an arrival proved the only one that can be", () => {
  const none = { ofEndpoint: new Map(), configured: [] };
  expect(part("secret", {}, { held: none })).toEqual(["wrong", "none is held: all it sends is refused"]);
  const own = new Map([["we_1", { fingerprint: "c27e", keptAt: 1, usedAt: 940_000 }]]);
  const held = { ofEndpoint: own, configured: [] };
  expect(part("secret", {}, { held })).toEqual(["fine", "c27e is its own; it signed what arrived 1 min ago"]);
  expect(part("secret", {})[0]).toBe("unknown");
  const proved = { ofEndpoint: new Map(), configured: [{ fingerprint: "8f3a", usedAt: 940_000 }] };
  expect(part("secret", {}, { held: proved })[0]).toBe("fine");
  const two = [endpoint(), endpoint({ id: "we_2" })];
  expect(part("secret", {}, { held: proved, all: two })[0]).toBe("unknown");
  expect(
    part(
      "secret",
      { metadata: { waybill_create: "k" } },
      { pending: { key: "k", params: { url: "https://x", enabled_events: [] } } },
    ),
  ).toEqual(["wrong", expect.stringContaining("answer was lost")]);
});

test("of two that post to one address the newer is odd", () => {
  const all = [endpoint({ id: "we_new" }), endpoint({ id: "we_old" })];
  expect(part("twice", { id: "we_new" }, { all })).toEqual(["odd", "we_old posts the same to the same address"]);
  expect(part("twice", { id: "we_old" }, { all })[0]).toBe("fine");
});

test("another program's endpoint is none of our business", () => {
  expect(isOurs(endpoint({ url: "https://crm.example/hooks" }), measure())).toBe(false);
  expect(isOurs(endpoint({ url: "https://crm.example/hooks", metadata: { waybill: "test" } }), measure())).toBe(true);
  expect(isOurs(endpoint({ url: "https://crm.example/hooks", metadata: { waybill: "live" } }), measure())).toBe(false);
  expect(isOurs(endpoint({ url: "https://pay.quarry.example/hooks" }), measure())).toBe(true);
});

const wish = (address: string | null) => ({ act: "create", endpointId: null, address }) as const;

test("addresses that Stripe can't post to are refused before it is asked", () => {
  const live = measure({ needs: needs("live") });
  for (const address of ["http://127.0.0.1:3001/x", "http://192.168.1.4/x", "ftp://x.example", "nonsense"])
    expect(planEndpoint(wish(address), measure())).toMatchObject({
      ok: false,
      error: { code: "ENDPOINT_ADDRESS_UNFIT" },
    });
  expect(planEndpoint(wish("http://pay.example/x"), live)).toMatchObject({ ok: false });
  expect(planEndpoint(wish(null), measure())).toMatchObject({ ok: true });
  const unknown = needsOf(
    { env: "test", stripe: AT_STRIPE, storefront: { ...storefront, publicUrl: null } },
    "http://127.0.0.1:3001",
    VERSION,
  );
  expect(planEndpoint(wish(null), measure({ needs: unknown }))).toMatchObject({
    ok: false,
    error: { says: expect.stringContaining("WAYBILL_PUBLIC_URL") },
  });
});

test("in live the end of deliveries is typed, elsewhere it is shown only", () => {
  const all = [endpoint()];
  const disable = { act: "disable", endpointId: "we_1", address: null } as const;
  const toType = (by: Measure) => {
    const made = planEndpoint(disable, by);
    return made.ok ? made.value.told.toType : "refused";
  };
  expect(toType(measure({ all }))).toBeNull();
  expect(toType(measure({ all, needs: needs("live") }))).toBe("pay.quarry.example");
});

test("loopback and private networks are told from the rest", () => {
  const near = [
    "http://localhost",
    "http://a.localhost",
    "http://127.1.2.3",
    "http://10.0.0.1",
    "http://172.16.0.1",
    "http://[::1]",
  ];
  expect(near.map(isLoopback)).toEqual(near.map(() => true));
  const far = ["https://172.32.0.1", "https://example.com", "https://127.example.com", "https://10.example.com"];
  expect(far.map(isLoopback)).toEqual(far.map(() => false));
});

const moved = (url: string, address: string | null) => {
  const all = [endpoint({ url, status: "disabled" })];
  const made = planEndpoint({ act: "correct", endpointId: "we_1", address }, measure({ all }));
  return made.ok && made.value.step.kind === "update" ? made.value.step.params : made;
};

test("correcting what lacks leaves an address that may be right, and moves one that is wrong or named", () => {
  const staging = "https://staging.example/api/stripe/webhook";
  expect(moved(staging, null)).toEqual({ disabled: false });
  expect(moved(staging, "https://new.example/h")).toEqual({ disabled: false, url: "https://new.example/h" });
  expect(moved("https://pay.quarry.example/hook", null)).toEqual({
    disabled: false,
    url: "https://pay.quarry.example/api/stripe/webhook",
  });
});
