import { createHash } from "node:crypto";
import { connect } from "node:net";
import { expect, test, vi } from "vitest";
import { Diagnosis } from "../../shared/contract/diagnosis.ts";
import { openShop, type RunningShop } from "./shop/running-shop.ts";
import { deliver, eventBody, signed } from "./shop/webhook.ts";

const secretOf = (shop: RunningShop) => shop.sandbox.keys.stripe_webhook_secret;
const fingerprint = (secret: string) => createHash("sha256").update(secret).digest("hex").slice(0, 4);

interface Kept {
  readonly verdict: string;
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly more: number;
  readonly body_bytes: number;
  readonly diagnosis: string | null;
}
const kept = (shop: RunningShop) =>
  shop.db.prepare("SELECT * FROM webhook_requests WHERE source = 'endpoint' ORDER BY id").all() as Kept[];
const diagnosisOf = (shop: RunningShop): Diagnosis => Diagnosis.parse(JSON.parse(kept(shop).at(-1)!.diagnosis!));
const statesOf = (diagnosis: Diagnosis) =>
  Object.fromEntries(diagnosis.checks.map(({ part, state }) => [part, state])) as Record<string, string>;

/** A shop that also knows the signing secret of the live environment. */
const openWithLive = () =>
  openShop({
    webhooks: false,
    with: (sandbox) => ({
      stripe: {
        secretKey: sandbox.keys.stripe_secret_key,
        webhookSecrets: [sandbox.keys.stripe_webhook_secret],
        otherWebhookSecrets: [{ environment: "live", secret: "whsec_of_live" }],
        apiBase: sandbox.stripe,
      },
    }),
  });

test("a live endpoint that posts to the sandbox is told by its secret's fingerprint, in the journal only", async () => {
  const shop = await openWithLive();
  const answer = await deliver(
    shop,
    signed(eventBody("invoice.paid", { id: "in_1" }, { livemode: true }), "whsec_of_live"),
  );
  expect(answer.status).toBe(400);
  expect(JSON.stringify(await answer.json())).not.toMatch(/live|[0-9a-f]{4}\)/);
  expect(diagnosisOf(shop)).toMatchObject({
    code: "SIGNATURE_OTHER_ENVIRONMENT",
    says: expect.stringContaining(`the secret of live (${fingerprint("whsec_of_live")})`),
    claims: { type: "invoice.paid", livemode: true },
  });
  expect(kept(shop)[0]!.reason).toBe(diagnosisOf(shop).says);
  expect(JSON.stringify(kept(shop))).not.toContain("whsec_");
});

test("a proxy that wrote the JSON anew is proved, and the event's bytes are not taken", async () => {
  const shop = await openShop({ webhooks: false });
  const event = JSON.parse(eventBody("invoice.paid", { id: "in_1" })) as unknown;
  const { headers } = signed(JSON.stringify(event, null, 2), secretOf(shop));
  const answer = await deliver(shop, { body: JSON.stringify(event), headers });
  expect(answer.status).toBe(400);
  const diagnosis = diagnosisOf(shop);
  expect(diagnosis).toMatchObject({
    code: "BODY_RESERIALISED",
    fittingForm: expect.stringContaining("indented by two"),
  });
  expect(statesOf(diagnosis)).toEqual({
    path: "fine",
    header: "fine",
    body: "wrong",
    age: "fine",
    secret: "fine",
    mode: "fine",
  });
  expect(shop.db.prepare("SELECT count(*) AS n FROM stripe_events_log").get()).toEqual({ n: 0 });
});

test("a header that a proxy wrote with blanks is taken", async () => {
  const shop = await openShop({ webhooks: false });
  const { body, headers } = signed(eventBody("some.type", { id: "x" }), secretOf(shop));
  const spaced = { ...headers, "stripe-signature": headers["stripe-signature"]!.replaceAll(",", ", ") };
  expect((await deliver(shop, { body, headers: spaced })).status).toBe(200);
});

test("a clock that is behind takes the event and says by how much", async () => {
  const shop = await openShop({ webhooks: false });
  const event = signed(eventBody("some.type", { id: "x" }), secretOf(shop), Date.now() + 8 * 60_000);
  expect((await deliver(shop, event)).status).toBe(200);
  const diagnosis = diagnosisOf(shop);
  expect(kept(shop)).toMatchObject([{ verdict: "accepted", reason_code: null }]);
  expect(diagnosis.code).toBe("CLOCK_BEHIND");
  expect(diagnosis.ageMs).toBeGreaterThan(-8 * 60_000 - 1_000);
  expect(diagnosis.ageMs).toBeLessThan(-7 * 60_000);
});

test("an event of the other mode is taken, kept and diagnosed; an ordinary one needs no diagnosis", async () => {
  const shop = await openShop({ webhooks: false });
  await deliver(shop, signed(eventBody("invoice.paid", { id: "in_1" }, { livemode: true }), secretOf(shop)));
  expect(diagnosisOf(shop)).toMatchObject({ code: "LIVEMODE_MISMATCH" });
  expect(statesOf(diagnosisOf(shop))).toMatchObject({ secret: "fine", mode: "wrong" });
  await deliver(shop, signed(eventBody("some.type", { id: "x" }), secretOf(shop)));
  expect(kept(shop).at(-1)!.diagnosis).toBeNull();
});

test("a doubled path is told with whether the rest was good, also without a signature", async () => {
  const shop = await openShop({ webhooks: false });
  const event = signed(eventBody("invoice.paid", { id: "in_1" }), secretOf(shop));
  await deliver(shop, event, "/api/stripe/webhook/webhook");
  expect(kept(shop)[0]!.reason).toMatch(/^The path is doubled: .* Its signature is good; only the path is wrong\.$/);
  await deliver(shop, { body: "{}", headers: {} }, "/api/stripe/webhook/webhook");
  expect(kept(shop)).toHaveLength(2);
  expect((await deliver(shop, { body: "{}", headers: {} }, "/wp-login.php")).status).toBe(404);
  expect(kept(shop)).toHaveLength(2);
});

test("a connection that ends before the body is all there is kept as such", async () => {
  const shop = await openShop({ webhooks: false });
  const { port } = new URL(shop.engine.ingressUrl);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    'POST /api/stripe/webhook HTTP/1.1\r\nhost: x\r\nstripe-signature: t=1,v1=a\r\ncontent-length: 500\r\n\r\n{"id"',
  );
  await new Promise((resolve) => socket.once("ready", resolve));
  socket.end();
  socket.destroySoon();
  await vi.waitFor(() => expect(kept(shop)).toMatchObject([{ reason_code: "BODY_TRUNCATED", body_bytes: 500 }]));
  expect(statesOf(diagnosisOf(shop))).toMatchObject({ body: "wrong", secret: "unknown" });
});

test("a flood of refused requests is counted, not kept, and real events pass between", async () => {
  const shop = await openShop({ webhooks: false });
  const body = "x".repeat(20_000);
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(Array.from({ length: 40 }, () => deliver(shop, { body, headers: {} })));
  }
  expect((await deliver(shop, signed(eventBody("some.type", { id: "x" }), secretOf(shop)))).status).toBe(200);
  const rows = kept(shop);
  const counting = rows.filter(({ more }) => more > 0);
  expect(counting).toHaveLength(1);
  expect(counting[0]!.reason).toMatch(/^\d+ more refused like this\. No Stripe-Signature header/);
  const written = rows.filter(({ verdict, more }) => verdict === "rejected" && more === 0);
  expect(written.length + counting[0]!.more).toBe(400);
  expect(written.length).toBeLessThan(150);
  const kB = (shop.db.prepare("SELECT sum(length(body)) / 1024 AS kB FROM webhook_requests").get() as { kB: number })
    .kB;
  expect(kB).toBeLessThan(150 * 16);
  expect(rows.at(-1)!.verdict).toBe("accepted");
});
