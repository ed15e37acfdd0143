import type Stripe from "stripe";
import { expect, test } from "vitest";
import { openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";
import { newCustomer, subscribe } from "../testing/subscribe.ts";

const CARD = { card: "4242424242424242", expiry: "12 / 34", cvc: "123", action: "pay" };

async function drafted(test: TestStripe, card: string | null = "pm_card_visa"): Promise<Stripe.Invoice> {
  const { customer } = await newCustomer(test, { clock: false, card });
  const about = { customer: customer.id, currency: "usd" };
  await test.stripe.invoiceItems.create({ ...about, amount: 2000, description: "Setup" });
  await test.stripe.invoiceItems.create({ ...about, amount: -500, description: "Goodwill" });
  return test.stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
}

async function send(url: string, form: Record<string, string>): Promise<{ status: number; text: string; to: string }> {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  return { status: response.status, text: await response.text(), to: response.headers.get("location") ?? "" };
}
const show = async (url: string): Promise<string> => (await fetch(url)).text();

test("an invoice of waiting items is a draft, then open with a number and a page, then paid", async () => {
  const test = await openTestStripe();
  const draft = await drafted(test);
  expect(draft).toMatchObject({ status: "draft", total: 1500, billing_reason: "manual", hosted_invoice_url: null });
  expect(draft.lines.data.map(({ description }) => description)).toEqual(["Setup", "Goodwill"]);
  const open = await test.stripe.invoices.finalizeInvoice(draft.id);
  expect(open).toMatchObject({ status: "open", amount_due: 1500, attempt_count: 0 });
  expect(open.number).toMatch(/^[A-Z0-9]{8}-0001$/);
  expect(await test.stripe.invoices.pay(draft.id)).toMatchObject({ status: "paid", amount_paid: 1500 });
  await expect(test.stripe.invoices.pay(draft.id)).rejects.toThrow("already paid");
  expect((await test.stripe.invoiceItems.list({ invoice: draft.id })).data).toHaveLength(2);
  expect((await test.stripe.invoices.listLineItems(draft.id)).data).toHaveLength(2);
});

test("a card that fails is a card error, and the attempt stays on the invoice", async () => {
  const test = await openTestStripe();
  const { id } = await drafted(test);
  await expect(test.stripe.invoices.pay(id, { payment_method: "pm_card_chargeDeclined" })).rejects.toMatchObject({
    type: "StripeCardError",
    code: "card_declined",
  });
  expect(await test.stripe.invoices.retrieve(id)).toMatchObject({ status: "open", attempted: true, attempt_count: 1 });
  const [event] = (await test.stripe.events.list({ type: "invoice.payment_failed" })).data;
  expect(event!.data.object).toMatchObject({ id, attempt_count: 1 });
});

test("an invoice without a method can't be charged, only sent, voided or written off", async () => {
  const test = await openTestStripe();
  const [sent, voided, lost] = [await drafted(test, null), await drafted(test, null), await drafted(test, null)];
  await expect(test.stripe.invoices.pay(sent.id)).rejects.toMatchObject({ code: "resource_missing" });
  expect((await test.stripe.invoices.sendInvoice(sent.id)).status).toBe("open");
  for (const { id } of [voided, lost]) await test.stripe.invoices.finalizeInvoice(id);
  expect((await test.stripe.invoices.voidInvoice(voided.id)).status).toBe("void");
  expect((await test.stripe.invoices.markUncollectible(lost.id)).status).toBe("uncollectible");
  await expect(test.stripe.invoices.voidInvoice(voided.id)).rejects.toMatchObject({ statusCode: 400 });
  expect(await test.stripe.invoices.pay(lost.id, { payment_method: "pm_card_visa" })).toMatchObject({ status: "paid" });
});

test("a draft can be changed and deleted, an invoice that is out can't", async () => {
  const test = await openTestStripe();
  const draft = await drafted(test);
  const customer = draft.customer as string;
  await test.stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 100, currency: "usd" });
  const updated = await test.stripe.invoices.update(draft.id, { metadata: { order_id: "ord_1" } });
  expect(updated).toMatchObject({ total: 1600, metadata: { order_id: "ord_1" } });
  await test.stripe.invoices.finalizeInvoice(draft.id);
  await expect(test.stripe.invoices.del(draft.id)).rejects.toMatchObject({ statusCode: 400 });
  await expect(
    test.stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 100, currency: "usd" }),
  ).rejects.toMatchObject({ code: "invoice_not_editable" });
  const other = await drafted(test);
  expect(await test.stripe.invoices.del(other.id)).toMatchObject({ deleted: true });
  await expect(test.stripe.invoices.retrieve(other.id)).rejects.toMatchObject({ statusCode: 404 });
});

test("the invoice's page takes a card, which its subscription is charged to from then on", async () => {
  const test = await openTestStripe();
  const { customer } = await newCustomer(test, { clock: false, card: "pm_card_chargeCustomerFail" });
  const { id, latest_invoice } = await subscribe(test, customer);
  const { hosted_invoice_url: url } = await test.stripe.invoices.retrieve(latest_invoice as string);
  const page = await show(url!);
  for (const words of ["Pay invoice", "$12.00", "lena@example.de"]) expect(page).toContain(words);
  const declined = await send(url!, { ...CARD, card: "4000000000000002" });
  expect([declined.status, declined.text.includes("Your card was declined.")]).toEqual([402, true]);
  expect((await send(url!, CARD)).status).toBe(303);
  expect(await show(url!)).toContain("Invoice paid");
  const active = await test.stripe.subscriptions.retrieve(id, { expand: ["default_payment_method"] });
  expect(active).toMatchObject({ status: "active", default_payment_method: { card: { last4: "4242" } } });
  expect((await send(url!, CARD)).status).toBe(303);
  expect((await test.stripe.charges.list({ customer: customer.id })).data).toHaveLength(3);
});

test("a bank that asks about an invoice is answered on a page of its own", async () => {
  const test = await openTestStripe();
  const { id } = await drafted(test);
  await expect(test.stripe.invoices.pay(id, { payment_method: "pm_card_threeDSecure2Required" })).rejects.toMatchObject(
    { type: "StripeCardError", code: "invoice_payment_intent_requires_action" },
  );
  expect((await test.stripe.events.list({ type: "invoice.payment_action_required" })).data).toHaveLength(1);
  const { hosted_invoice_url: url } = await test.stripe.invoices.retrieve(id);
  const asked = await fetch(url!);
  expect(await asked.text()).toContain("Is it you who pays $15.00?");
  expect((await send(asked.url, { answer: "approved" })).to).toBe(`/i/${id}`);
  expect(await test.stripe.invoices.retrieve(id)).toMatchObject({ status: "paid" });
});
