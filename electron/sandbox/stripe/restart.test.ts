import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { startSandboxStripe } from "./start-sandbox-stripe.ts";
import { newSession, payByApi } from "./testing/buy.ts";
import { openReceiver } from "./testing/open-receiver.ts";
import { clientOf, newFolder, openTestStripe, START } from "./testing/open-test-stripe.ts";
import { SECRET_KEY, seed, WEBHOOK_SECRET } from "./testing/world.ts";

test("after a restart sessions are where they were, payable at the new port", async () => {
  const before = await openTestStripe();
  const [open, paid] = [await newSession(before), await newSession(before)];
  await payByApi(before, paid);
  await before.stripe.prices.update("price_paper_euro", { active: false });
  await before.sandbox.close();

  const after = await openTestStripe({ dataFile: before.dataFile });
  expect(await after.stripe.checkout.sessions.retrieve(paid.id)).toMatchObject({ payment_status: "paid" });
  const again = await after.stripe.checkout.sessions.retrieve(open.id);
  expect(again.url).toBe(`${after.sandbox.url}/c/pay/${open.id}`);
  expect((await payByApi(after, again)).status).toBe(200);
  expect((await after.stripe.prices.retrieve("price_paper_euro")).active).toBe(false);
});

const aMonthLater = () => START + 31 * 24 * 3_600_000;

test("after a restart elsewhere every page is at the new address, also of what fell due in between", async () => {
  const before = await openTestStripe();
  const recovery = { after_expiration: { recovery: { enabled: true } } };
  const [asked, paid] = [await newSession(before), await newSession(before, recovery)];
  const lost = await newSession(before, recovery);
  const question = await payByApi(before, asked, "pm_card_threeDSecure2Required");
  await payByApi(before, paid);
  await before.stripe.checkout.sessions.expire(lost.id);
  await before.sandbox.close();

  const moved = await openTestStripe({ dataFile: before.dataFile });
  const { url } = moved.sandbox;
  await moved.sandbox.close();
  const port = Number(new URL(url).port);
  const after = await openTestStripe({ dataFile: before.dataFile, port, now: aMonthLater });
  const { after_expiration } = await after.stripe.checkout.sessions.retrieve(lost.id);
  expect(after_expiration?.recovery?.url).toBe(`${url}/c/recover/${lost.id}`);
  const invoices = (await after.stripe.invoices.list()).data;
  expect(invoices.map((invoice) => invoice.hosted_invoice_url)).toEqual(invoices.map(({ id }) => `${url}/i/${id}`));
  expect(invoices).toHaveLength(2);
  const { id } = question.body["payment_intent"] as { id: string };
  expect((await after.stripe.paymentIntents.retrieve(id)).status).toBe("canceled");
});

test("deliveries that were due when it went down are made when it is up again", async () => {
  const shop = await openReceiver();
  shop.answer = () => 503;
  const before = await openTestStripe({ webhookUrl: shop.url });
  await before.stripe.customers.create({ name: "Lena" });
  await before.sandbox.tick();
  await before.sandbox.close();
  shop.answer = () => 200;

  const after = await openTestStripe({ dataFile: before.dataFile, webhookUrl: shop.url, now: () => START + 3_600_000 });
  await after.sandbox.tick();
  expect(shop.received.map(({ type }) => type)).toEqual(["customer.created", "customer.created"]);
  expect((await after.stripe.events.list()).data).toMatchObject([{ pending_webhooks: 0 }]);
});

test("killed in the middle of its deliveries it loses none", { timeout: 30_000 }, async () => {
  const shop = await openReceiver();
  const held = Promise.withResolvers<number>();
  shop.answer = () => held.promise;
  const dataFile = join(newFolder(), "stripe.db");
  const { child, url } = await runAlone(dataFile, shop.url);
  const stripe = clientOf(url);
  const session = await newSession({ stripe });
  const body = new URLSearchParams({ payment_method: "pm_card_visa" });
  const headers = { Authorization: `Bearer ${SECRET_KEY}` };
  await fetch(`${url}/v1/payment_pages/${session.id}/confirm`, { method: "POST", headers, body });
  await vi.waitFor(() => expect(shop.received).toHaveLength(8));
  child.kill("SIGKILL");
  await once(child, "exit");
  held.resolve(200);

  shop.answer = () => 200;
  const after = await openTestStripe({ dataFile, webhookUrl: shop.url, now: Date.now });
  await after.sandbox.tick();
  const events = (await after.stripe.events.list({ limit: 100 })).data;
  expect(events.map(({ type }) => type)).toContain("checkout.session.completed");
  expect(new Set(shop.received.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
  expect(events.filter(({ pending_webhooks }) => pending_webhooks > 0)).toEqual([]);
});

test("a port that is taken is an error, and the file can be used by the next", async () => {
  const { sandbox } = await openTestStripe();
  const dataFile = join(newFolder(), "stripe.db");
  const options = { host: "127.0.0.1", dataFile, secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET };
  const taken = startSandboxStripe({ ...options, port: Number(new URL(sandbox.url).port), webhookUrl: null, seed });
  await expect(taken).rejects.toMatchObject({ code: "EADDRINUSE" });
  expect((await openTestStripe({ dataFile })).dataFile).toBe(dataFile);
});

async function runAlone(dataFile: string, webhookUrl: string): Promise<{ child: ChildProcess; url: string }> {
  const script = fileURLToPath(new URL("./testing/run-alone.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataFile, webhookUrl], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [url] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, url };
}
