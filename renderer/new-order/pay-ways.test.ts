import { expect, test } from "vitest";
import { type Draft, fieldsOf, isConfirmed, missingIn, type PayWay } from "./pay-ways.ts";

const draft: Draft = {
  email: "mara@example.com",
  planId: "paper-4gb",
  region: "us-central",
  term: "monthly",
  serverName: "mara-world",
  way: "link",
  reference: "",
  reason: "",
  confirm: "",
};

test.each<[PayWay, readonly string[], readonly string[]]>([
  ["link", [], []],
  ["invoice", [], []],
  ["elsewhere", ["reference"], ["reference", "confirm"]],
  ["free", ["reason"], ["reason", "confirm"]],
])("paid by %s, an order asks %j, and in live %j", (way, asked, askedLive) => {
  expect([fieldsOf(way, "test"), fieldsOf(way, "live")]).toEqual([asked, askedLive]);
  expect(Object.keys(missingIn({ ...draft, way }))).toEqual(asked);
});

test("what a way asks is said in its own words, and only of the way that is chosen", () => {
  expect(missingIn({ ...draft, way: "free", reference: "Transfer 4711" })).toEqual({
    reason: "Say why, for the audit",
  });
  expect(missingIn({ ...draft, way: "elsewhere", reason: "Prize of the party" })).toEqual({
    reference: "Write where the payment can be found",
  });
  expect(missingIn({ ...draft, email: "mara" })).toHaveProperty("email");
});

test("in live a server without a payment at Stripe waits for its name to be typed, elsewhere for nothing", () => {
  const free = { ...draft, way: "free" } as const;
  expect(isConfirmed(free, "sandbox")).toBe(true);
  expect(isConfirmed(free, "live")).toBe(false);
  expect(isConfirmed({ ...free, confirm: "mara-worl" }, "live")).toBe(false);
  expect(isConfirmed({ ...free, serverName: "" }, "live")).toBe(false);
  expect(isConfirmed({ ...free, confirm: " mara-world " }, "live")).toBe(true);
  expect(isConfirmed(draft, "live")).toBe(true);
});
