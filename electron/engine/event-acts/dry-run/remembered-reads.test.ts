import { expect, test } from "vitest";
import { answeringStripe } from "../../rpc/stripe-for-tests.ts";
import { createStripeGateway } from "../../stripe/live-stripe-gateway.ts";
import { NotReadYet, rememberedReads } from "./remembered-reads.ts";

test("what was read once is there at once, and asked of Stripe no more", async () => {
  const stripe = await answeringStripe(200, { id: "cs_1", object: "checkout.session" });
  const reads = rememberedReads(createStripeGateway(stripe, Date.now));
  const missing = await reads.getSession("cs_1").catch((cause: unknown) => cause);
  expect(missing).toBeInstanceOf(NotReadYet);
  expect(stripe.asked).toEqual([]);
  await (missing as NotReadYet).read();
  expect(await reads.getSession("cs_1")).toMatchObject({ ok: true, value: { id: "cs_1" } });
  expect(stripe.asked).toEqual(["GET /v1/checkout/sessions/cs_1"]);
  await expect(reads.getSession("cs_2")).rejects.toBeInstanceOf(NotReadYet);
});

test("nothing is written at Stripe, whatever is called", async () => {
  const stripe = await answeringStripe(200, {});
  const reads = rememberedReads(createStripeGateway(stripe, Date.now));
  const writes = [
    reads.expireSession("cs_1"),
    reads.cancelSubscription("sub_1"),
    reads.createRefund({ charge: "ch_1" }, "key"),
    reads.resendEvent("evt_1", "stripe_listen"),
  ];
  for (const write of writes) await expect(write).rejects.toThrow("a dry run writes nothing");
  expect(stripe.asked).toEqual([]);
});
