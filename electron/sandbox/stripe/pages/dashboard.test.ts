import { expect, test } from "vitest";
import { newSession, payByApi } from "../testing/buy.ts";
import { openReceiver } from "../testing/open-receiver.ts";
import { openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";
import { advance, DAY, newCustomer, NOW, subscribe } from "../testing/subscribe.ts";
import { SECRET_KEY } from "../testing/world.ts";

async function show({ sandbox }: TestStripe, path: string): Promise<{ status: number; text: string; url: string }> {
  const response = await fetch(sandbox.url + path);
  return { status: response.status, text: await response.text(), url: response.url };
}
const press = ({ sandbox }: TestStripe, path: string, form: Record<string, string> = {}) =>
  fetch(sandbox.url + path, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });

test("every list of the dashboard shows what there is, and each row leads to its page", async () => {
  const test = await openTestStripe();
  const { customer } = await newCustomer(test, { clock: false, card: "pm_card_createDispute" });
  const { id, latest_invoice } = await subscribe(test, customer);
  const session = await newSession(test);
  const [dispute] = (await test.stripe.disputes.list()).data;
  const [intent] = (await test.stripe.paymentIntents.list()).data;
  const [event] = (await test.stripe.events.list()).data;
  for (const [folder, shown] of [
    ["customers", customer.id],
    ["checkout/sessions", session.id],
    ["payments", intent!.id],
    ["subscriptions", id],
    ["invoices", latest_invoice as string],
    ["disputes", dispute!.id],
    ["events", event!.id],
  ] as const) {
    const list = await show(test, `/test/${folder}`);
    expect([folder, list.status, list.text.includes(`/test/${folder}/${shown}`)]).toEqual([folder, 200, true]);
    expect(list.text).toMatch(new RegExp(`href="/test/${folder}" aria-current="page"`));
    const page = await show(test, `/test/${folder}/${shown}`);
    expect([folder, page.status, page.text.includes("<script")]).toEqual([folder, 200, false]);
    expect((await show(test, `/test/search?query=${shown}`)).url).toBe(`${test.sandbox.url}/test/${folder}/${shown}`);
  }
  expect((await show(test, "/test/search?query=cus_nothing")).status).toBe(404);
  const empty = await openTestStripe();
  expect((await show(empty, "/test/disputes")).text).toContain("Nothing is disputed.");
});

test("a long list goes on at the next page", async () => {
  const test = await openTestStripe();
  const ids: string[] = [];
  for (let n = 0; n < 51; n++) ids.push((await test.stripe.customers.create({ name: `customer ${n}` })).id);
  const first = await show(test, "/test/customers");
  const next = /href="(\/test\/customers\?after=\w+)"/.exec(first.text)![1]!;
  expect(first.text).not.toContain(ids[0]!);
  const second = await show(test, next);
  expect(second.text).toContain(ids[0]!);
  expect(second.text).not.toContain("?after=");
});

test("each request is remembered with its answer, without secrets, and an error's address leads to it", async () => {
  const test = await openTestStripe();
  const form = { url: "http://127.0.0.1:3001/hook", "enabled_events[]": "*", description: "<b>mine</b>" };
  const made = await test.call("POST", "/v1/webhook_endpoints", form, { "Idempotency-Key": "hook-1" });
  const missing = await test.call("GET", "/v1/customers/cus_nothing");
  const wrong = await test.call("GET", "/v1/customers", {}, { Authorization: "Bearer sk_test_0123456789wrongkey" });
  expect(wrong.status).toBe(401);
  const all = (await show(test, "/test/logs")).text;
  for (const { headers } of [made, missing, wrong]) expect(all).toContain(headers.get("request-id"));
  const refused = (await show(test, "/test/logs?refused=1")).text;
  expect(refused).not.toContain(made.headers.get("request-id"));
  const page = await show(test, new URL(missing.body.error!["request_log_url"] as string).pathname);
  expect(page.text).toContain("No such customer: &#39;cus_nothing&#39;");
  const created = (await show(test, `/test/logs/${made.headers.get("request-id")}`)).text;
  for (const words of [
    "description = &lt;b&gt;mine&lt;/b&gt;",
    "hook-1",
    `/test/webhooks/${made.body["id"] as string}`,
  ])
    expect(created).toContain(words);
  for (const secret of [SECRET_KEY, made.body["secret"] as string]) expect(created + all).not.toContain(secret);
  expect((await show(test, "/test/logs/req_nothing")).status).toBe(404);
});

test("the endpoints tell how their deliveries went, and each shows them", async () => {
  const shop = await openReceiver();
  shop.answer = ({ type }) => (type === "customer.updated" ? 500 : 200);
  const test = await openTestStripe({ webhookUrl: shop.url });
  const { id } = await test.stripe.customers.create({ name: "Lena" });
  await test.stripe.customers.update(id, { name: "Lena B" });
  await test.sandbox.tick();
  const [endpoint] = (await test.stripe.webhookEndpoints.list()).data;
  const { text } = await show(test, "/test/webhooks");
  expect(text).toContain(shop.url);
  expect(text.replaceAll(/\s+/g, "")).toContain(
    '<tdclass="number">1</td><tdclass="number">1</td><tdclass="number">0</td>',
  );
  expect(text).toContain("No stripe listen is connected.");
  const page = (await show(test, `/test/webhooks/${endpoint!.id}`)).text;
  for (const words of ["Delivered", "Pending", "500", "/test/events/evt_"]) expect(page).toContain(words);
});

test("what a bank or a customer does next is a button on the object's page", async () => {
  const test = await openTestStripe();
  await payByApi(test, await newSession(test));
  const [charge] = (await test.stripe.charges.list()).data;
  expect((await show(test, `/test/payments/${charge!.id}`)).text).toContain("The customer disputes it");
  const disputed = await press(test, `/test/acts/${charge!.id}/dispute`);
  expect([disputed.status, disputed.headers.get("location")]).toEqual([303, `/test/payments/${charge!.id}`]);
  const [dispute] = (await test.stripe.disputes.list()).data;
  await press(test, `/test/acts/${dispute!.id}/won`);
  await press(test, `/test/acts/${dispute!.id}/lost`);
  expect((await test.stripe.disputes.retrieve(dispute!.id)).status).toBe("won");
  expect((await show(test, `/test/disputes/${dispute!.id}`)).text).not.toContain("The bank decides");
  expect((await press(test, "/test/acts/du_nothing/won")).status).toBe(404);
});

test("time is moved on by a button, and the page says how late it is", async () => {
  const test = await openTestStripe();
  await payByApi(test, await newSession(test));
  const { clock } = await newCustomer(test);
  await advance(test, clock, NOW + DAY);
  const before = (await show(test, "/test/clock")).text;
  for (const words of ["2026-11-24 14:35 UTC", "The machine&#39;s own time", "A month", clock])
    expect(before).toContain(words);
  expect((await press(test, "/test/clock", { by: String(31 * DAY) })).status).toBe(303);
  await press(test, "/test/clock", { by: "12" });
  expect((await show(test, "/test/clock")).text).toContain("2026-12-25 14:35 UTC");
  expect((await test.stripe.invoices.list()).data.map(({ status }) => status)).toEqual(["paid", "paid"]);
});
