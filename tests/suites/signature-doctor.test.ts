import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDefinedError, safe } from "@orpc/client";
import { Stripe } from "stripe";
import { expect, test } from "vitest";
import { z } from "zod";
import { clientOf } from "../../electron/engine/rpc/client-for-tests.ts";
import { testDeps } from "../../electron/engine/rpc/deps-for-tests.ts";
import { openTestStore } from "../../electron/engine/store/test-store.ts";
import { Environment } from "../../shared/kernel/environment.ts";
import { openShop } from "./shop/running-shop.ts";
import { deliver, eventBody, signed } from "./shop/webhook.ts";

const Cause = z.object({
  about: z.string(),
  clock: z.number(),
  environment: Environment,
  ownSecrets: z.array(z.string()),
  learnedSecrets: z.array(z.object({ secret: z.string(), origin: z.enum(["forward"]) })),
  otherSecrets: z.array(z.object({ environment: Environment, secret: z.string() })),
  request: z.object({
    path: z.string().nullable(),
    header: z.string(),
    body: z.string().optional(),
    bodyBase64: z.string().optional(),
  }),
  pastedSecret: z.string().nullable(),
  expect: z.object({
    verdict: z.enum(["sound", "odd", "wrong"]),
    code: z.string(),
    says: z.string(),
    fittingForm: z.string().nullable(),
    fits: z.string().nullable(),
  }),
});
type Cause = z.infer<typeof Cause>;

const FOLDER = path.join(import.meta.dirname, "../fixtures/signature");
const causes = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".json"))
  .map((file): [string, Cause] => [
    path.basename(file, ".json"),
    Cause.parse(JSON.parse(readFileSync(path.join(FOLDER, file), "utf8"))),
  ]);

const bytesOf = ({ request: { body, bodyBase64 } }: Cause): Buffer =>
  bodyBase64 === undefined ? Buffer.from(body ?? "") : Buffer.from(bodyBase64, "base64");

/** An engine that knows a cause's secrets, at the cause's hour. */
async function engineOf(
  cause: Pick<Cause, "clock" | "environment" | "ownSecrets" | "learnedSecrets" | "otherSecrets">,
) {
  const deps = testDeps(openTestStore(), {
    env: cause.environment,
    now: () => cause.clock,
    stripe: {
      secretKey: null,
      webhookSecrets: cause.ownSecrets,
      otherWebhookSecrets: cause.otherSecrets,
      apiBase: null,
    },
  });
  for (const { secret, origin } of cause.learnedSecrets) await deps.secrets.keep(secret, { kind: origin });
  return clientOf(deps);
}

const plain = {
  clock: Date.now(),
  environment: "test",
  ownSecrets: ["whsec_a"],
  learnedSecrets: [],
  otherSecrets: [],
} as const;
const anEngine = () => engineOf({ ...plain, ownSecrets: [...plain.ownSecrets], learnedSecrets: [], otherSecrets: [] });

const pasted = (header: string, body: Uint8Array | string, over: { path?: string; arrivedAt?: number } = {}) => ({
  from: "pasted" as const,
  header,
  bodyBase64: Buffer.from(body).toString("base64"),
  path: over.path ?? null,
  arrivedAt: over.arrivedAt ?? null,
});

test.each(causes)("%s is named rightly, with proof and without a secret", async (_, cause) => {
  const engine = await engineOf(cause);
  const { header, path: to } = cause.request;
  const report = await engine.signature.diagnose({
    request: pasted(header, bytesOf(cause), to === null ? {} : { path: to }),
    secret: cause.pastedSecret,
  });
  const { verdict, code, says, fits, fittingForm } = cause.expect;
  expect(report).toMatchObject({ verdict, code });
  expect(report.says).toContain(says);
  expect(report.fittingForm ?? "").toContain(fittingForm ?? "");
  expect(report.fittingForm === null).toBe(fittingForm === null);
  expect(report.proof.filter((line) => line.fits).map(({ fingerprint }) => fingerprint)).toEqual(
    fits === null ? [] : [fits],
  );
  for (const line of report.proof) expect(line.computed === line.given).toBe(line.fits);
  expect(JSON.stringify(report)).not.toMatch(/whsec_fixture|sk_test_fixture|hunter2/);
});

test("where a body was rewritten, the proof shows both hashes and the first byte that differs", async () => {
  const [, cause] = causes.find(([name]) => name === "body-by-json-stringify")!;
  const engine = await engineOf(cause);
  const report = await engine.signature.diagnose({
    request: pasted(cause.request.header, bytesOf(cause)),
    secret: null,
  });
  expect(report.proof.map(({ of, fits }) => [of, fits])).toEqual([
    [expect.stringMatching(/^The body as it was signed, \d+ bytes$/), true],
    [expect.stringMatching(/^The body as it arrived, \d+ bytes$/), false],
  ]);
  expect(report.difference).toMatchObject({
    at: 1,
    arrived: expect.stringMatching(/^"id":/),
    signed: expect.stringMatching(/^\\n {2}"id/),
  });
  expect(report.notes).toContain("What arrived is what JSON.stringify writes.");
});

test("a header is read as it is copied: with its name, in quotes, broken over lines", async () => {
  const body = eventBody("invoice.paid", { id: "in_1" });
  const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: "whsec_a" });
  const engine = await anEngine();
  for (const copied of [
    header,
    `Stripe-Signature: ${header}`,
    `-H 'stripe-signature: ${header}'`,
    header.replace("v1=", "\n v1="),
  ])
    expect(await engine.signature.diagnose({ request: pasted(copied, body), secret: null })).toMatchObject({
      code: "SOUND",
    });
});

test("without the time of its arrival a request counts as just arrived; with it, its age is told by that", async () => {
  const body = eventBody("invoice.paid", { id: "in_1" });
  const header = Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: "whsec_a",
    timestamp: Math.floor(plain.clock / 1_000) - 7_200,
  });
  const engine = await anEngine();
  const now = await engine.signature.diagnose({ request: pasted(header, body), secret: null });
  expect(now).toMatchObject({ code: "SIGNATURE_STALE", verdict: "wrong", measuredAt: plain.clock });
  const arrivedAt = plain.clock - 7_199_000;
  const then = await engine.signature.diagnose({ request: pasted(header, body, { arrivedAt }), secret: null });
  expect(then).toMatchObject({ code: "SOUND", measuredAt: arrivedAt });
});

test.each([
  ["REQUEST_TOO_LARGE", { ...pasted("t=1,v1=a", ""), header: "x".repeat(100_000) }],
  ["REQUEST_TOO_LARGE", pasted("t=1,v1=a", Buffer.alloc(300_000, "x"))],
  ["REQUEST_TOO_LARGE", pasted("t=1,v1=a", "{}", { path: `/${"a".repeat(5_000)}` })],
  ["REQUEST_NOT_TEXT", pasted("t=1,\0v1=a", "{}")],
  ["REQUEST_NOT_TEXT", { ...pasted("t=1,v1=a", "{}"), bodyBase64: "%%%" }],
])("what can't be looked at is refused with a sentence: %s", async (code, request) => {
  const engine = await anEngine();
  const { error } = await safe(engine.signature.diagnose({ request, secret: null }));
  expect(isDefinedError(error)).toBe(true);
  expect(error).toMatchObject({ code, message: expect.stringMatching(/^[A-Z].*\.$/) });
});

test("a secret of a megabyte is refused, and a body of NULs is told as no text", async () => {
  const engine = await anEngine();
  const request = pasted("t=1795000000,v1=" + "0".repeat(64), Buffer.alloc(200_000));
  const { error } = await safe(engine.signature.diagnose({ request, secret: `whsec_${"a".repeat(1_000)}` }));
  expect(error).toMatchObject({ code: "REQUEST_TOO_LARGE" });
  expect(await engine.signature.diagnose({ request, secret: null })).toMatchObject({
    code: "BODY_NOT_TEXT",
    verdict: "wrong",
  });
});

test("a delivery out of the journal is judged by its own time and bytes, refused and accepted ones", async () => {
  const shop = await openShop({ webhooks: false });
  const secret = shop.sandbox.keys.stripe_webhook_secret;
  const engine = clientOf(shop.engine.contextFor("Ines").deps);
  const event = JSON.parse(eventBody("invoice.paid", { id: "in_1" })) as unknown;
  await deliver(shop, signed(JSON.stringify(event, null, 2), secret));
  await deliver(shop, { body: JSON.stringify(event), headers: signed(JSON.stringify(event, null, 2), secret).headers });
  await deliver(shop, signed(JSON.stringify({ ...(event as object), padding: "x".repeat(40_000) }), "whsec_foreign"));
  await deliver(shop, signed(JSON.stringify(event), "whsec_foreign"));
  const ids = (shop.db.prepare("SELECT id FROM webhook_requests ORDER BY id").all() as { id: number }[]).map(
    ({ id }) => id,
  );
  const ask = (journalId: number, secretToTry: string | null = null) =>
    engine.signature.diagnose({ request: { from: "journal", journalId }, secret: secretToTry });
  expect(await ask(ids[0]!)).toMatchObject({ verdict: "sound", code: "SOUND" });
  expect(await ask(ids[1]!)).toMatchObject({ verdict: "wrong", code: "BODY_RESERIALISED" });
  const cut = await ask(ids[2]!);
  expect(cut).toMatchObject({
    code: "SIGNATURE_MISMATCH",
    proof: [],
    notes: [expect.stringMatching(/^The journal keeps the first 16 kB/)],
  });
  expect(cut.says).toMatch(/^Signed with a secret that we do not hold/);
  expect(await ask(ids[3]!)).toMatchObject({ code: "SIGNATURE_MISMATCH" });
  expect(await ask(ids[3]!, "whsec_foreign")).toMatchObject({ code: "SIGNATURE_SECRET_NOT_HELD" });
  const { error } = await safe(ask(999_999));
  expect(error).toMatchObject({ code: "EVENT_NOT_FOUND" });
  expect(JSON.stringify(shop.db.prepare("SELECT * FROM webhook_requests").all())).not.toContain("whsec_foreign");
});
