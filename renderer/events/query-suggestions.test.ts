import { expect, test } from "vitest";
import { suggestions } from "./query-suggestions.ts";

const TYPES = ["invoice.paid", "invoice.voided", "charge.refunded"];
const words = (text: string) => suggestions(text, TYPES).map(({ word }) => word);

test("a word goes on with what may stand before a colon, with an example", () => {
  expect(words("")).toEqual(["type:", "order:", "customer:", "id:", "outcome:", "verdict:", "source:"]);
  expect(suggestions("o", TYPES)).toEqual([
    { text: "order:", word: "order:", example: "ord_…" },
    { text: "outcome:", word: "outcome:", example: "failed" },
  ]);
  expect(words("mara")).toEqual([]);
});

test("what stands before the last word is kept", () => {
  expect(suggestions("mara -out", TYPES)).toEqual([{ text: "mara -outcome:", word: "-outcome:", example: "failed" }]);
  expect(suggestions("mara ", TYPES)[0]?.text).toBe("mara type:");
});

test("values go on after the last comma, and a complete one is left alone", () => {
  expect(words("outcome:failed,re")).toEqual(["outcome:failed,retrying", "outcome:failed,rejected"]);
  expect(words("verdict:rejected")).toEqual([]);
  expect(words("source:c")).toEqual(["source:catch_up"]);
});

test("types are those of the table, families first", () => {
  expect(words("type:inv")).toEqual(["type:invoice.*", "type:invoice.paid", "type:invoice.voided"]);
  expect(words("customer:ma")).toEqual([]);
});
