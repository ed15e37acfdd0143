import { expect, test } from "vitest";
import { eventTypes, newSession } from "../testing/buy.ts";
import { openReceiver } from "../testing/open-receiver.ts";
import { openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";

const CARD = { card: "4242424242424242", expiry: "12 / 34", cvc: "123", action: "pay" };

async function show(url: string): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(url);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Sends a form as a browser does, and stays where it is led. */
async function send(
  url: string,
  form: Record<string, string>,
): Promise<{ status: number; text: string; to: string | null }> {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  return { status: response.status, text: await response.text(), to: response.headers.get("location") };
}

const settle = (url: string, outcome: string) => send(`${url}/settle`, { outcome });
const askedFor = ({ stripe }: TestStripe) => newSession({ stripe }, { customer_email: undefined as never });

test("the page says what is sold, for how much and how often, and asks for an e-mail", async () => {
  const test = await openTestStripe();
  const { url } = await askedFor(test);
  const { status, text, headers } = await show(url!);
  expect(status).toBe(200);
  for (const words of ["Subscribe to Paper 4 GB", "$12.00", "per month", 'type="email"', "Pay later by bank"])
    expect(text).toContain(words);
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(text).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)/);
});

test("what comes from outside is escaped", async () => {
  const test = await openTestStripe();
  await test.stripe.products.update("prod_paper", { name: '<img src=x onerror="alert(1)">' });
  const session = await newSession(test, { customer_email: `"'><script>@example.com` });
  const { text } = await show(session.url!);
  expect(text).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  expect(text).not.toMatch(/<img|<script/);
  expect((await show(`${test.sandbox.url}/test/checkout/sessions/${session.id}`)).text).not.toMatch(/<img|<script/);
});

test("paying leads to a receipt with the way back to the shop, and paying again charges nothing", async () => {
  const test = await openTestStripe();
  const session = await askedFor(test);
  const paid = await send(session.url!, { ...CARD, email: "lena@example.de" });
  expect(paid).toMatchObject({ status: 303, to: `/c/pay/${session.id}` });
  const twice = await Promise.all([send(session.url!, CARD), send(session.url!, { ...CARD, action: "bank" })]);
  expect(twice.map(({ status }) => status)).toEqual([303, 303]);
  expect((await test.stripe.charges.list()).data).toMatchObject([
    { amount: 1200, billing_details: { email: "lena@example.de" } },
  ]);
  const { text } = await show(session.url!);
  expect(text).toContain("Payment received");
  expect(text).toContain(`href="http://127.0.0.1:3000/success?session_id=${session.id}"`);
});

test("an e-mail that the shop gave is kept, whatever the form says", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  await send(session.url!, { ...CARD, email: "somebody@else.example" });
  const paid = await test.stripe.checkout.sessions.retrieve(session.id);
  expect(paid.customer_details?.email).toBe("lena@example.de");
});

test("a decline is said on the page, keeps what was typed, and leaves the session open", async () => {
  const test = await openTestStripe();
  const session = await askedFor(test);
  const declined = await send(session.url!, { ...CARD, card: "4000000000000002", email: "lena@example.de" });
  expect(declined.status).toBe(402);
  expect(declined.text).toContain("Your card was declined. Nothing was charged; try another card.");
  expect(declined.text).toContain('value="lena@example.de"');
  expect((await test.stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  const another = { ...CARD, card: "other", number: "5555 5555 5555 4444", email: "lena@example.de" };
  expect((await send(session.url!, another)).status).toBe(303);
});

test.each([
  ["no e-mail", { email: "" }, "Enter your e-mail address."],
  ["an e-mail that is none", { email: "lena" }, "This is no e-mail address."],
  ["a wrong number", { card: "other", number: "1234" }, "Your card number is incorrect."],
  ["a real card", { card: "other", number: "4000 0000 0000 0010" }, "used a non test card"],
  ["an expiry that is none", { expiry: "soon" }, "Write month and year"],
  ["an expiry that is over", { expiry: "01/20" }, "expiration year"],
  ["no security code", { cvc: "" }, "3 or 4 digits"],
])("the form refuses %s and charges nothing", async (_, typed, sentence) => {
  const test = await openTestStripe();
  const session = await askedFor(test);
  const { status, text } = await send(session.url!, { ...CARD, email: "lena@example.de", ...typed });
  expect(status).toBe(400);
  expect(text).toContain(sentence);
  expect(await eventTypes(test)).toEqual([]);
});

test("the receipt waits for the shop's answer to the webhook, and says what it was", async () => {
  const shop = await openReceiver();
  const held = Promise.withResolvers<number>();
  shop.answer = ({ type }) => (type === "checkout.session.completed" ? held.promise : 200);
  const test = await openTestStripe({ webhookUrl: shop.url });
  const session = await newSession(test);
  let done = false;
  const paying = send(session.url!, CARD).finally(() => {
    done = true;
  });
  await expect.poll(() => shop.received.map(({ type }) => type)).toContain("checkout.session.completed");
  expect((await show(session.url!)).text).toContain("The shop has not answered the webhook yet.");
  expect(done).toBe(false);
  held.resolve(200);
  expect((await paying).status).toBe(303);
  expect((await show(session.url!)).text).toContain("The shop was told, and answered 200.");
});

test("a shop that refuses the webhook does not hold the receipt back", async () => {
  const shop = await openReceiver();
  shop.answer = () => 500;
  const test = await openTestStripe({ webhookUrl: shop.url });
  const refused = await newSession(test);
  expect((await send(refused.url!, CARD)).status).toBe(303);
  expect((await show(refused.url!)).text).toContain("did not accept the news (500); it is tried again");
});

test("a shop that never answers the webhook holds the receipt back for so long only", async () => {
  const shop = await openReceiver();
  const never = Promise.withResolvers<number>();
  shop.answer = () => never.promise;
  const test = await openTestStripe({ webhookUrl: shop.url, webhookPatience: 50 });
  expect((await send((await newSession(test)).url!, CARD)).status).toBe(303);
});

test("a bank debit waits for a person to say how the bank answered", async () => {
  const test = await openTestStripe();
  const [good, bad] = [await newSession(test), await newSession(test)];
  for (const session of [good, bad]) await send(session.url!, { action: "bank" });
  expect((await show(good.url!)).text).toContain("Your bank is asked");
  expect((await settle(good.url!, "succeeded")).status).toBe(303);
  expect((await settle(good.url!, "failed")).status).toBe(303);
  expect((await show(good.url!)).text).toContain("Payment received");
  await settle(bad.url!, "failed");
  expect((await show(bad.url!)).text).toContain("The bank refused the payment");
  expect((await test.stripe.checkout.sessions.retrieve(good.id)).payment_status).toBe("paid");
});

test("leaving charges nothing and offers both ways; an expired session says so", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  const { text } = await show(`${session.url}/leave`);
  expect(text).toContain('href="http://127.0.0.1:3000/cancel"');
  expect(text).toContain(`href="/c/pay/${session.id}"`);
  await test.stripe.checkout.sessions.expire(session.id);
  expect((await show(session.url!)).text).toContain("This checkout has expired");
  expect((await send(session.url!, CARD)).to).toBe(`/c/pay/${session.id}`);
  expect((await test.stripe.charges.list()).data).toEqual([]);
});

test("links to objects land on a page with the object, and the front page lists the newest", async () => {
  const test = await openTestStripe();
  const { url } = test.sandbox;
  const session = await newSession(test);
  await send(session.url!, CARD);
  const paid = await test.stripe.checkout.sessions.retrieve(session.id);
  const intent = (await test.stripe.paymentIntents.list()).data[0]!;
  const event = (await test.stripe.events.list()).data[0]!;
  const front = (await show(url)).text;
  for (const path of [
    `checkout/sessions/${session.id}`,
    `payments/${intent.id}`,
    `events/${event.id}`,
    `subscriptions/${paid.subscription as string}`,
    `customers/${paid.customer as string}`,
    `invoices/${paid.invoice as string}`,
  ]) {
    const page = await show(`${url}/test/${path}`);
    expect([path, page.status, page.text.includes(`/test/${path}`) || front.includes(`/test/${path}`)]).toEqual([
      path,
      200,
      true,
    ]);
  }
  expect((await show(`${url}/test/payments/pi_nothing`)).status).toBe(404);
  expect((await show(`${url}/c/pay/cs_nothing`)).status).toBe(404);
  expect((await show(`${url}/somewhere`)).status).toBe(404);
});
