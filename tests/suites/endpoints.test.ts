import { createHash } from "node:crypto";
import { safe } from "@orpc/client";
import { expect, test } from "vitest";
import { HANDLED_TYPES } from "../../electron/engine/events/event-types.ts";
import type { EndpointWish } from "../../shared/contract/endpoints.ts";
import { type Console, openConsole } from "./shop/console.ts";
import { stripeCall } from "./shop/purchase.ts";
import { openShop, type RunningShop, type ShopOptions } from "./shop/running-shop.ts";
import { openStripeLine } from "./shop/stripe-line.ts";
import { deliver, eventBody, signed } from "./shop/webhook.ts";

const VERSION = "2026-10-28.endive";
const HOOK = "/api/stripe/webhook";

/** A shop without a public address of its own, so that Stripe's stand-in posts straight to the ingress. */
async function aShop(options: ShopOptions = {}): Promise<{ shop: RunningShop; console: Console; here: string }> {
  const shop = await openShop({
    ...options,
    with: async (sandbox) => ({
      storefront: { jwtSecret: sandbox.keys.jwt_secret, jwksUrl: null, publicUrl: null, origins: [] },
      ...(await options.with?.(sandbox)),
    }),
  });
  return { shop, console: openConsole(shop), here: `${shop.engine.ingressUrl}${HOOK}` };
}

/** An endpoint that Stripe has, in the version that is read and with the types that are handled unless told otherwise. */
async function endpointAt(
  shop: RunningShop,
  url: string,
  over: { readonly types?: readonly string[]; readonly version?: string } = {},
): Promise<string> {
  const { types = HANDLED_TYPES, version = VERSION } = over;
  const events = Object.fromEntries(types.map((type, index) => [`enabled_events[${index}]`, type]));
  const made = await stripeCall(shop, "POST", "/v1/webhook_endpoints", { url, api_version: version, ...events });
  return String(made["id"]);
}

const wish = (act: EndpointWish["act"], endpointId: string | null = null): EndpointWish => ({
  act,
  endpointId,
  address: null,
});

/** Plans and does, as an operator who reads the plan. */
async function carryOut(console: Console, what: EndpointWish) {
  const plan = await console.endpoints.plan(what);
  return { plan, done: await safe(console.endpoints.apply({ ...what, planned: plan.planned, typed: null })) };
}

const endpointsOf = async (shop: RunningShop) =>
  (await stripeCall(shop, "GET", "/v1/webhook_endpoints?limit=100"))["data"] as Record<string, unknown>[];
const auditOf = (shop: RunningShop, subject: string) =>
  shop.db.prepare("SELECT actor, act, before, after FROM audit_log WHERE subject = ?").all(subject) as Record<
    string,
    string
  >[];
const rowOf = async (console: Console, id: string) =>
  (await console.endpoints.list()).rows.find((row) => row.id === id)!;
const statesOf = (checks: readonly { part: string; state: string }[]) =>
  Object.fromEntries(checks.map(({ part, state }) => [part, state]));

test("the endpoint is fine once an arrival has proved its secret, and the answer says so first", async () => {
  const { shop, console } = await aShop();
  const states = async () => statesOf((await console.endpoints.list()).rows[0]!.checks);
  expect(await states()).toMatchObject({ secret: "unknown" });
  await deliver(shop, signed(eventBody("some.type", { id: "x" }), shop.sandbox.keys.stripe_webhook_secret));
  expect(await states()).toMatchObject({ secret: "fine", address: "fine", events: "fine" });
  const { rows, says, lacksOne } = await console.endpoints.list();
  expect(rows).toMatchObject([{ verdict: "fine", says: "It has all that Waybill needs.", fix: [] }]);
  expect([says, lacksOne]).toEqual(["Stripe posts to 1 endpoint here, with all that is needed.", false]);
});

test("each fault of an endpoint is named, the failing ones first, and other programs' are left alone", async () => {
  const { shop, console, here } = await aShop({ webhooks: false });
  const elsewhere = await endpointAt(shop, "https://crm.example/hooks");
  const doubled = await endpointAt(shop, `${here}/webhook`);
  const disabled = await endpointAt(shop, here);
  await stripeCall(shop, "POST", `/v1/webhook_endpoints/${disabled}`, { disabled: "true" });
  const fewer = await endpointAt(shop, here, { types: ["invoice.paid"] });
  const older = await endpointAt(shop, "https://shop.example/api/stripe/webhook", { version: "2024-06-20" });
  const { rows, says, lacksOne } = await console.endpoints.list();
  const verdicts = Object.fromEntries(rows.map(({ id, verdict, says: about }) => [id, [verdict, about]]));
  expect(verdicts).toEqual({
    [doubled]: ["wrong", "Its address does not lead here."],
    [disabled]: ["wrong", "It is disabled."],
    [fewer]: ["wrong", "Event types are missing."],
    [older]: ["odd", "It posts to another host."],
    [elsewhere]: ["elsewhere", "It posts to another program."],
  });
  expect(rows.map(({ verdict }) => verdict)).toEqual(["wrong", "wrong", "wrong", "odd", "elsewhere"]);
  expect([says, lacksOne]).toEqual(["3 endpoints for here can't work; 1 can.", false]);
  expect(statesOf(rows.find(({ id }) => id === older)!.checks)).toMatchObject({ version: "odd" });
});

test("an endpoint is corrected as its plan said: address, status and the types that lack; not once it changed meanwhile", async () => {
  const { shop, console, here } = await aShop({ webhooks: false });
  const id = await endpointAt(shop, `${here}/webhook`, { types: ["invoice.paid", "payout.paid"] });
  await stripeCall(shop, "POST", `/v1/webhook_endpoints/${id}`, { disabled: "true" });
  const { plan, done } = await carryOut(console, wish("correct", id));
  expect(plan.plan).toEqual([
    `Address: ${here}/webhook becomes ${here}`,
    "Status: disabled becomes enabled",
    expect.stringMatching(/^Event types added: checkout\.session\.completed, /),
  ]);
  expect(done.data).toEqual({ says: "The endpoint is corrected.", endpointId: id });
  const [after] = await endpointsOf(shop);
  expect(after).toMatchObject({ url: here, status: "enabled" });
  expect([...(after!["enabled_events"] as string[])].sort()).toEqual([...HANDLED_TYPES, "payout.paid"].sort());
  expect(auditOf(shop, id)).toMatchObject([{ act: "correct_endpoint", before: expect.stringContaining("disabled") }]);
  expect((await rowOf(console, id)).checks.filter(({ state }) => state === "wrong")).toEqual([]);

  const other = await endpointAt(shop, `${here}/webhook`);
  const shown = await console.endpoints.plan(wish("correct", other));
  await stripeCall(shop, "POST", `/v1/webhook_endpoints/${other}`, { url: "https://elsewhere.example/x" });
  const { error } = await safe(
    console.endpoints.apply({ ...wish("correct", other), planned: shown.planned, typed: null }),
  );
  expect(error).toMatchObject({ code: "ENDPOINT_CHANGED" });
  expect((await endpointsOf(shop)).map(({ url }) => url)).toEqual(["https://elsewhere.example/x", here]);
  const gone = await safe(console.endpoints.plan(wish("correct", "we_gone")));
  expect(gone.error).toMatchObject({ code: "ENDPOINT_NOT_FOUND" });
});

test("a new endpoint's secret counts at once: what Stripe signs with it is taken; no answer holds it", async () => {
  const { shop, console, here } = await aShop({ webhooks: false });
  const { plan, done } = await carryOut(console, wish("create"));
  expect(plan).toMatchObject({
    title: "Create the endpoint",
    plan: [expect.stringContaining(here), expect.any(String), `API version: ${VERSION}`, expect.any(String)],
  });
  expect(done.data?.says).toMatch(/its signing secret \([0-9a-f]{4}\) is kept and counts at once\.$/);
  const { secret } = shop.engine.contextFor("Ines").deps.secrets.current()[0]!;
  expect((await deliver(shop, signed(eventBody("invoice.paid", { id: "in_1" }), secret))).status).toBe(200);
  const made = await rowOf(console, done.data!.endpointId);
  expect(made).toMatchObject({ verdict: "fine", apiVersion: VERSION });
  const check = made.checks.find(({ part }) => part === "secret");
  const fingerprint = createHash("sha256").update(secret).digest("hex").slice(0, 4);
  expect(check?.says).toMatch(new RegExp(`^${fingerprint} is its own; it signed what arrived \\d+ s ago$`));
  const told = JSON.stringify([plan, done.data, made, auditOf(shop, made.id)]);
  expect(told).not.toMatch(/whsec_/);
  expect(auditOf(shop, made.id)).toMatchObject([{ actor: expect.any(String), act: "create_endpoint" }]);
});

test("a create whose answers are all lost leaves one endpoint, and asked again after a restart brings its secret", async () => {
  const line = await openStripeLine();
  const { shop, console } = await aShop({
    webhooks: false,
    with: (sandbox) => {
      line.pointAt(sandbox.stripe);
      const { stripe_secret_key: secretKey } = sandbox.keys;
      return {
        stripe: { secretKey, webhookSecrets: [], apiBase: line.url },
        storefront: { jwtSecret: sandbox.keys.jwt_secret, jwksUrl: null, publicUrl: "http://127.0.0.1:9", origins: [] },
      };
    },
  });
  line.lose("POST /v1/webhook_endpoints");
  const { done } = await carryOut(console, wish("create"));
  expect(done.error).toMatchObject({
    code: "STRIPE_UNREACHABLE",
    message: expect.stringContaining("within a day it is the same one"),
  });
  expect(await endpointsOf(shop)).toHaveLength(1);
  const again = await shop.restart();
  const afterwards = openConsole(again);
  const [row] = (await afterwards.endpoints.list()).rows;
  expect(row).toMatchObject({
    verdict: "wrong",
    says: "Its signing secret is not held.",
    fix: [{ wish: { act: "create" } }],
  });
  const second = await carryOut(afterwards, row!.fix[0]!.wish!);
  expect(second.plan.title).toBe(`Finish creating ${row!.id}`);
  expect(second.done.data).toMatchObject({ endpointId: row!.id, says: expect.stringContaining("is kept") });
  expect(await endpointsOf(again)).toHaveLength(1);
  expect(statesOf((await rowOf(afterwards, row!.id)).checks)).toMatchObject({ secret: "fine" });
});

test("a recreated one stands beside the old one, which goes only by an act of its own", async () => {
  const { shop, console, here } = await aShop({ webhooks: false });
  const old = await endpointAt(shop, here, { version: "2024-06-20" });
  const { plan, done } = await carryOut(console, wish("recreate", old));
  expect(plan.not).toContain(`${old} stays as it is until you disable it`);
  const made = done.data!.endpointId;
  expect((await endpointsOf(shop)).map(({ id, status }) => [id, status])).toEqual([
    [made, "enabled"],
    [old, "enabled"],
  ]);
  const { done: disabled } = await carryOut(console, wish("disable", old));
  expect(disabled.data?.says).toBe("The endpoint is disabled.");
  const { done: removed } = await carryOut(console, wish("remove", old));
  expect(removed.data?.says).toBe("The endpoint is removed.");
  expect((await endpointsOf(shop)).map(({ id }) => id)).toEqual([made]);
  expect(auditOf(shop, old).map(({ act }) => act)).toEqual(["disable_endpoint", "remove_endpoint"]);
});

test.each([
  ["read", "rak_webhook_write", "change"],
  ["none", "rak_webhook_read", "read"],
])("a key that may %s endpoints says which permission it lacks", async (access, permission, does) => {
  const { shop, console } = await aShop({
    webhooks: false,
    with: async (sandbox) => {
      const declared = await fetch(`${sandbox.stripe}/sandbox/keys`, {
        method: "POST",
        body: new URLSearchParams({ "permissions[webhook]": access, "permissions[event]": "read" }),
      });
      const { key } = (await declared.json()) as { key: string };
      return { stripe: { secretKey: key, webhookSecrets: ["whsec_x"], apiBase: sandbox.stripe } };
    },
  });
  const { error } =
    access === "none" ? await safe(console.endpoints.list()) : (await carryOut(console, wish("create"))).done;
  expect(error).toMatchObject({
    code: "STRIPE_REFUSED",
    message: expect.stringContaining(`may not ${does} webhook endpoints: it lacks ${permission}`),
  });
  expect(await endpointsOf(shop)).toEqual([]);
});
