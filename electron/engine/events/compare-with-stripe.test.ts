import { safe } from "@orpc/client";
import { expect, test } from "vitest";
import { clientOf } from "../rpc/client-for-tests.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { answeringStripe } from "../rpc/stripe-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { NOW } from "../trace/facts-for-tests.ts";
import { insertArrival, insertEvent, insertRefused } from "../trace/rows-for-tests.ts";

const customer = { id: "cus_1", object: "customer", name: "Mara", email: "mara@example.se" };
const payloadOf = (object: unknown) =>
  JSON.stringify({ id: "evt_paid", api_version: "2026-10-28.endive", data: { object } });

/** A journal with one event about `object`, and a Stripe that answers everything alike. */
async function asked(object: unknown, status: number, body: unknown) {
  const store = openTestStore();
  const stripe = await answeringStripe(status, body);
  await insertEvent(store.db, { payload: payloadOf(object) });
  const id = await insertArrival(store.db, { event_id: "evt_paid", event_type: "customer.updated" });
  const client = clientOf(testDeps(store, { stripe }));
  return { store, client, id, stripe, ask: () => safe(client.events.nowAtStripe({ id })) };
}

test("the object is read where its kind lives, and what changed since is told", async () => {
  const { ask, stripe } = await asked(customer, 200, { ...customer, name: "Mara L" });
  const { data } = await ask();
  expect(data).toMatchObject({
    objectId: "cus_1",
    object: "customer",
    fetchedAt: NOW,
    deleted: false,
    differences: [{ path: "name", event: "Mara", now: "Mara L" }],
  });
  expect(data?.equal.map(({ path }) => path)).toEqual(["id", "object", "email"]);
  expect(stripe.asked).toEqual(["GET /v1/customers/cus_1"]);
});

test("one that was deleted is told as such", async () => {
  const { ask } = await asked(customer, 200, { id: "cus_1", object: "customer", deleted: true });
  expect((await ask()).data).toMatchObject({ deleted: true });
});

const error = (code: string) => ({ error: { type: "invalid_request_error", code, message: `It says ${code}` } });

test.each([
  [
    404,
    "resource_missing",
    "OBJECT_NOT_AT_STRIPE",
    "Stripe has no customer cus_1: it was deleted, or belongs to another",
  ],
  [429, "rate_limit", "STRIPE_UNREACHABLE", "Stripe takes no more requests just now. Ask again in some seconds."],
  [403, "more_permissions_required", "STRIPE_REFUSED", "The Stripe key lacks a permission"],
])("Stripe's %s is a sentence", async (status, code, refusal, says) => {
  const { ask } = await asked(customer, status, error(code));
  expect((await ask()).error).toMatchObject({ code: refusal, message: expect.stringContaining(says) as string });
});

test("without a key nothing is asked, and it is said what to set", async () => {
  const store = openTestStore();
  await insertEvent(store.db, { payload: payloadOf(customer) });
  const id = await insertArrival(store.db, { event_id: "evt_paid" });
  const { error } = await safe(clientOf(testDeps(store)).events.nowAtStripe({ id }));
  expect(error).toMatchObject({
    code: "STRIPE_NOT_CONFIGURED",
    message: expect.stringContaining("No Stripe key") as string,
  });
});

test("an object without an address, no object, and a refused request are not asked for", async () => {
  const balance = await asked({ id: "x", object: "balance" }, 200, {});
  expect((await balance.ask()).error).toMatchObject({ code: "EVENT_WITHOUT_OBJECT" });
  const nothing = await asked({ object: "customer" }, 200, {});
  expect((await nothing.ask()).error).toMatchObject({ code: "EVENT_WITHOUT_OBJECT" });
  const refused = await insertRefused(nothing.store.db, payloadOf(customer));
  const { error } = await safe(nothing.client.events.nowAtStripe({ id: refused }));
  expect(error).toMatchObject({
    code: "EVENT_WITHOUT_OBJECT",
    message: expect.stringContaining("not asked") as string,
  });
  expect((await safe(nothing.client.events.nowAtStripe({ id: 99 }))).error).toMatchObject({ code: "EVENT_NOT_FOUND" });
  expect([...balance.stripe.asked, ...nothing.stripe.asked]).toEqual([]);
});
