import { expect, test } from "vitest";
import { fitsQuery, parseEventQuery } from "./event-query.ts";
import type { EventRow } from "./event-rows.ts";

const row: EventRow = {
  id: 7,
  eventId: "evt_1SWqXk",
  type: "invoice.payment_failed",
  receivedAt: 1,
  outcome: "retrying",
  reasonCode: "STRIPE_UNREACHABLE",
  reason: "Stripe answered 503: try again",
  source: "catch_up",
  orderId: "ord_01KATR2X",
  customerEmail: "Mara@example.se",
  objectId: "in_42",
  more: 0,
  lastAt: null,
};
const fits = (query: string, fields: Partial<EventRow> = {}) =>
  fitsQuery({ ...row, ...fields }, parseEventQuery(query).terms);

test.each([
  ["a type as a whole", "type:invoice.*"],
  ["a part of a type", "type:payment_"],
  ["a type's end", "type:*_failed"],
  ["a type with a middle", "type:in*pay*failed"],
  ["one of several types", "type:charge.*,invoice.*"],
  ["the event's id", "id:1swq"],
  ["the object's id", "id:in_42"],
  ["the order", "order:KATR"],
  ["the customer", "customer:mara@"],
  ["an outcome", "outcome:retrying"],
  ["one of several outcomes", "outcome:failed,Retrying"],
  ["a verdict", "verdict:accepted"],
  ["a source written with a hyphen", "source:catch-up"],
  ["a word of the reason", "503"],
  ["a quoted phrase", '"503: try again"'],
  ["a quoted value", 'customer:"mara@example.se"'],
  ["what is left out elsewhere", "-type:charge.* -outcome:rejected"],
  ["several words at once", "type:invoice.* mara stripe_unreachable"],
  ["nothing", "  "],
])("%s finds the row", (_name, query) => {
  expect(parseEventQuery(query).problems).toEqual([]);
  expect(fits(query)).toBe(true);
});

test.each([
  ["another type", "type:charge.*"],
  ["a type of which the value is only the beginning", "type:invoice*paid"],
  ["a glob longer than the field", "type:invoice.payment_failed*failed"],
  ["a glob whose parts would share what they fit", "type:invoice*failed*failed"],
  ["a part of an outcome", "outcome:retrying -outcome:retrying"],
  ["what is left out", "-mara"],
  ["one word of two", "mara charge"],
  ["another verdict", "verdict:rejected"],
  ["a field that the row does not have", "order:ord_"],
])("%s does not", (_name, query) => {
  expect(fits(query, { orderId: null })).toBe(false);
});

test("a verdict is what came at the door", () => {
  expect(fits("verdict:duplicate", { outcome: "duplicate" })).toBe(true);
  expect(fits("verdict:rejected", { outcome: "rejected" })).toBe(true);
  expect(fits("-verdict:accepted", { outcome: "failed" })).toBe(false);
});

test.each([
  ["foo:bar", /^There is no filter foo:\. Use type, order, /],
  ["https://pay.example", /There is no filter https:/],
  ["type:", /^type: waits for a value, such as invoice\.\*\.$/],
  ['order:""', /waits for a value/],
  ['""', /nothing between the quotes/],
  ["outcome:aplied", /^outcome: is one of journaled, applied, .*; aplied is none of them\.$/],
  ["source:forward,post", /post is none of them/],
])("%s can't be understood, says so, and narrows nothing", (query, says) => {
  const { terms, problems } = parseEventQuery(query);
  expect(terms).toEqual([]);
  expect(problems).toEqual([{ word: query, says: expect.stringMatching(says) as string }]);
});

test("what is understood beside it still counts", () => {
  const { terms, problems } = parseEventQuery("type:invoice.* foo:bar mara");
  expect(terms.map(({ key, values }) => [key, values])).toEqual([
    ["type", ["invoice.*"]],
    [null, ["mara"]],
  ]);
  expect(problems).toHaveLength(1);
});

test("a colon that belongs to the text is kept in quotes, an open quote ends with the text", () => {
  expect(parseEventQuery('"https://pay.example" "not closed yet').terms.map(({ values }) => values)).toEqual([
    ["https://pay.example"],
    ["not closed yet"],
  ]);
});

test("a pattern of many stars takes no time", { timeout: 1_000 }, () => {
  expect(fits(`type:${"a*".repeat(90)}x*b`, { type: `${"a".repeat(250)}b` })).toBe(false);
});
