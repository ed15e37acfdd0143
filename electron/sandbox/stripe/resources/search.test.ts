import { expect, test } from "vitest";
import { newSession, payByApi } from "../testing/buy.ts";
import { openTestStripe } from "../testing/open-test-stripe.ts";

const idsOf = (found: { data: { id: string }[] }): string[] => found.data.map(({ id }) => id);

test("an order's subscription, charge and customer are found by their metadata", async () => {
  const test = await openTestStripe();
  const { stripe } = test;
  for (const order_id of ["ord_1", "ord_2"]) {
    const session = await newSession(test, { subscription_data: { metadata: { order_id } } });
    await payByApi(test, session);
    const { customer, subscription } = await stripe.checkout.sessions.retrieve(session.id);
    await stripe.customers.update(customer as string, { metadata: { order_id } });
    const query = `metadata['order_id']:'${order_id}'`;
    expect(idsOf(await stripe.subscriptions.search({ query }))).toEqual([subscription]);
    expect(idsOf(await stripe.customers.search({ query: `metadata["order_id"]:"${order_id}"` }))).toEqual([customer]);
  }
  const [charge] = (await stripe.charges.list({ limit: 1 })).data;
  await stripe.charges.update(charge!.id, { metadata: { order_id: "ORD_2" } });
  expect(idsOf(await stripe.charges.search({ query: "metadata['order_id']:'ord_2'" }))).toEqual([charge!.id]);
  expect(await stripe.charges.search({ query: "metadata['order_id']:'ord_3'" })).toMatchObject({
    object: "search_result",
    data: [],
    has_more: false,
    next_page: null,
  });
});

test("conditions are joined, negated, compared and matched in part", async () => {
  const { stripe } = await openTestStripe();
  const made = async (email: string, name: string) => (await stripe.customers.create({ email, name })).id;
  const [lena, otto, quoted] = [
    await made("lena@example.de", "Lena"),
    await made("otto@example.com", "Otto"),
    await made("o'neil@example.de", "100% O'Neil"),
  ];
  const found = async (query: string) => idsOf(await stripe.customers.search({ query }));
  expect(await found("email:'LENA@example.de'")).toEqual([lena]);
  expect(await found("email~'example.de'")).toEqual([quoted, lena]);
  expect(await found("email~'example.de' AND -name:'Lena'")).toEqual([quoted]);
  expect(await found("name:'Lena' OR name:'Otto'")).toEqual([otto, lena]);
  expect(await found("name~'100% o\\'n'")).toEqual([quoted]);
  expect(await found("name~'1%O'")).toEqual([]);
  expect(await found("-metadata['vip']:null")).toEqual([]);
  expect(await found("metadata['vip']:null created>0")).toHaveLength(3);
  expect(await found("created>9999999999")).toEqual([]);
});

test("what was found is paged by token, and what can't be searched is refused", async () => {
  const { stripe } = await openTestStripe();
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.unshift((await stripe.customers.create({ name: "Lena" })).id);
  const first = await stripe.customers.search({ query: "name:'lena'", limit: 2 });
  expect([idsOf(first), first.has_more]).toEqual([ids.slice(0, 2), true]);
  const all: string[] = [];
  for await (const customer of stripe.customers.search({ query: "name:'lena'", limit: 2 })) all.push(customer.id);
  expect(all).toEqual(ids);
  for (const query of [
    "",
    "name",
    "name:'Lena' AND",
    "name:'a' AND name:'b' OR name:'c'",
    "colour:'blue'",
    "metadata:'x'",
  ])
    await expect(stripe.customers.search({ query })).rejects.toMatchObject({ statusCode: 400, param: "query" });
});
