import { expect, test } from "vitest";
import { diffObjects } from "./diff-objects.ts";

const told = {
  id: "cs_1",
  amount_total: 1_999,
  metadata: { region: "us-central", plan_id: "paper-8gb" },
  lines: [{ price: "price_1" }],
  status: "complete",
  invoice: null,
};

test("each field that differs is told by its path, as it was and as it is", () => {
  const now = { ...told, metadata: { ...told.metadata, region: "us-east" }, lines: [{ price: "price_2" }, {}] };
  expect(diffObjects(told, now).differences).toEqual([
    { path: "metadata.region", event: "us-central", now: "us-east" },
    { path: "lines[0].price", event: "price_1", now: "price_2" },
    { path: "lines[1]", event: null, now: "{}" },
  ]);
});

test("absent, null and empty are three things", () => {
  const { differences } = diffObjects({ a: null, b: [], c: {} }, { b: {}, c: null, d: "" });
  expect(differences).toEqual([
    { path: "b", event: "[]", now: "{}" },
    { path: "c", event: "{}", now: "null" },
    { path: "d", event: null, now: "" },
    { path: "a", event: "null", now: null },
  ]);
});

test("what is alike comes with what tells most first", () => {
  expect(diffObjects(told, told)).toMatchObject({
    differences: [],
    equal: [
      { path: "status", value: "complete" },
      { path: "amount_total", value: "1999" },
      { path: "id", value: "cs_1" },
      { path: "metadata.region" },
      { path: "metadata.plan_id" },
      { path: "lines[0].price" },
      { path: "invoice", value: "null" },
    ],
  });
});

test("a secret is told as changed and never shown, a long value is cut", () => {
  const url = `https://checkout.example/${"x".repeat(400)}`;
  const { differences, equal } = diffObjects(
    { client_secret: "pi_1_secret_a", next: { client_secret: null }, url },
    { client_secret: "pi_1_secret_b", next: { client_secret: null }, url: `${url}y` },
  );
  expect(differences).toEqual([
    { path: "client_secret", event: "•••", now: "•••" },
    {
      path: "url",
      event: expect.stringMatching(/x… \(425 characters\)$/) as string,
      now: expect.stringMatching(/x… \(426 characters\)$/) as string,
    },
  ]);
  expect(equal).toEqual([{ path: "next.client_secret", value: "null" }]);
});
