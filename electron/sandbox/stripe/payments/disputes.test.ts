import type Stripe from "stripe";
import { expect, test } from "vitest";
import { newSession, payByApi } from "../testing/buy.ts";
import { openReceiver } from "../testing/open-receiver.ts";
import { openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";
import { DAY, NOW } from "../testing/subscribe.ts";

async function disputed(test: TestStripe, card = "pm_card_createDispute"): Promise<Stripe.Dispute> {
  await payByApi(test, await newSession(test), card);
  const { data } = await test.stripe.disputes.list();
  expect(data).toHaveLength(1);
  return data[0]!;
}
const about = async ({ stripe }: TestStripe): Promise<string[]> =>
  (await stripe.events.list({ limit: 100 })).data
    .map(({ type }) => type)
    .filter((type) => type.startsWith("charge.dispute") || type.startsWith("radar"))
    .sort();

test("a card that disputes takes the money back after the purchase, by itself", async () => {
  const shop = await openReceiver();
  const test = await openTestStripe({ webhookUrl: shop.url });
  const session = await newSession(test);
  await payByApi(test, session, "pm_card_createDispute");
  const heard = () => shop.received.map(({ type }) => type);
  await expect.poll(heard, { timeout: 8_000 }).toContain("charge.dispute.created");
  const [dispute] = (await test.stripe.disputes.list()).data;
  expect(dispute).toMatchObject({ amount: 1200, reason: "fraudulent", status: "needs_response" });
  expect(await test.stripe.charges.retrieve(dispute!.charge as string)).toMatchObject({ disputed: true });
  expect(await about(test)).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
  expect((await test.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
  await expect(test.stripe.refunds.create({ charge: dispute!.charge as string })).rejects.toMatchObject({
    code: "charge_disputed",
  });
});

test("evidence that wins brings the money back, evidence that loses does not", async () => {
  const test = await openTestStripe();
  const { id } = await disputed(test);
  const staged = await test.stripe.disputes.update(id, {
    evidence: { product_description: "A server" },
    submit: false,
  });
  expect(staged).toMatchObject({ status: "needs_response", evidence: { product_description: "A server" } });
  const sent = await test.stripe.disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" } });
  expect(sent).toMatchObject({ status: "under_review", evidence_details: { submission_count: 1, has_evidence: true } });
  expect(await test.stripe.disputes.retrieve(id)).toMatchObject({ status: "won" });
  expect(await about(test)).toEqual([
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.updated",
    "charge.dispute.updated",
  ]);
  await expect(test.stripe.disputes.close(id)).rejects.toMatchObject({ statusCode: 400 });

  const other = await openTestStripe();
  const lost = await disputed(other);
  await other.stripe.disputes.update(lost.id, { evidence: { uncategorized_text: "losing_evidence" } });
  expect(await other.stripe.disputes.retrieve(lost.id)).toMatchObject({ status: "lost" });
  expect(await about(other)).not.toContain("charge.dispute.funds_reinstated");
});

test("a dispute is accepted by closing it, decided by hand, or lost when nobody answers in time", async () => {
  const [closing, deciding, waiting] = [await openTestStripe(), await openTestStripe(), await openTestStripe()];
  expect(await closing.stripe.disputes.close((await disputed(closing)).id)).toMatchObject({ status: "lost" });
  const { id } = await disputed(deciding);
  const decided = await deciding.call("POST", `/sandbox/disputes/${id}/decide`, { outcome: "won" });
  expect(decided.body).toMatchObject({ id, status: "won" });
  const silent = await disputed(waiting);
  expect(silent.evidence_details.due_by).toBe(NOW + 9 * DAY);
  await waiting.pass(9 * DAY * 1000);
  expect(await waiting.stripe.disputes.retrieve(silent.id)).toMatchObject({
    status: "lost",
    evidence_details: { past_due: true },
  });
});

test("an inquiry takes no money, and ends with a refund", async () => {
  const test = await openTestStripe();
  const dispute = await disputed(test, "pm_card_createDisputeInquiry");
  expect(dispute).toMatchObject({ status: "warning_needs_response", is_charge_refundable: true });
  expect(await about(test)).toEqual(["charge.dispute.created"]);
  await test.stripe.refunds.create({ charge: dispute.charge as string });
  expect((await test.stripe.disputes.retrieve(dispute.id)).status).toBe("warning_closed");
});

test("a warning of fraud comes with the payment and is over with its refund", async () => {
  const test = await openTestStripe();
  await payByApi(test, await newSession(test), "pm_card_createIssuerFraudRecord");
  const [warning] = (await test.stripe.radar.earlyFraudWarnings.list()).data;
  expect(warning).toMatchObject({ actionable: true, object: "radar.early_fraud_warning" });
  await test.stripe.refunds.create({ charge: warning!.charge as string });
  expect((await test.stripe.radar.earlyFraudWarnings.retrieve(warning!.id)).actionable).toBe(false);
  expect(await about(test)).toEqual(["radar.early_fraud_warning.created", "radar.early_fraud_warning.updated"]);
});

test("any charge can be disputed by hand, once, which a warning was of", async () => {
  const test = await openTestStripe();
  await payByApi(test, await newSession(test));
  const [charge] = (await test.stripe.charges.list()).data;
  const warned = await test.call("POST", `/sandbox/charges/${charge!.id}/warn_of_fraud`);
  const path = `/sandbox/charges/${charge!.id}/dispute`;
  expect((await test.call("POST", path, { reason: "product_not_received" })).body).toMatchObject({
    object: "dispute",
    reason: "product_not_received",
  });
  expect((await test.call("POST", path)).status).toBe(400);
  expect(warned.body["actionable"]).toBe(true);
  const warning = await test.stripe.radar.earlyFraudWarnings.retrieve(warned.body["id"] as string);
  expect(warning.actionable).toBe(false);
});
