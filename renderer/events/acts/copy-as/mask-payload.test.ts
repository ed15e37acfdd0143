import { expect, test } from "vitest";
import { fixtureFile } from "./fixture-file.ts";
import { maskPayload } from "./mask-payload.ts";

const EVENT = {
  id: "evt_1",
  type: "checkout.session.completed",
  data: {
    object: {
      id: "cs_test_1",
      amount_total: 1999,
      url: "https://checkout.stripe.com/c/pay/cs_test_1#fid",
      client_secret: null,
      customer_details: {
        email: "noah.berg@example.se",
        name: "Noah Berg",
        phone: null,
        address: { line1: "Storgatan 1", city: "Lund", country: "SE", postal_code: "222 22" },
        tax_ids: [],
      },
      metadata: { order_id: "ord_1", asked_by: "noah.berg@example.se" },
      payment_method_details: { card: { last4: "4242", exp_month: 12, brand: "visa" } },
    },
  },
};

test("what tells who the customer is goes; ids, amounts and shape stay", () => {
  const text = JSON.stringify(maskPayload(EVENT));
  for (const told of ["noah", "Noah", "Storgatan", "Lund", "222 22", "4242", "#fid"]) expect(text).not.toContain(told);
  expect(maskPayload(EVENT)).toMatchObject({
    id: "evt_1",
    data: {
      object: {
        id: "cs_test_1",
        amount_total: 1999,
        client_secret: null,
        customer_details: { email: "customer@example.com", phone: null, address: { country: "SE" }, tax_ids: [] },
        metadata: { order_id: "ord_1", asked_by: "customer@example.com" },
        payment_method_details: { card: { exp_month: 0, brand: "visa" } },
      },
    },
  });
});

test("a fixture file is the payload, indented, under a name that no file system minds", () => {
  const file = fixtureFile("checkout.session.completed", JSON.stringify(EVENT), false);
  expect(file?.name).toBe("checkout.session.completed.json");
  expect(JSON.parse(file!.text)).toEqual(EVENT);
  expect(fixtureFile("../../etc/passwd", "{}", true)?.name).toBe("..-..-etc-passwd.masked.json");
  expect(fixtureFile("x", "not JSON", false)).toBeNull();
});
