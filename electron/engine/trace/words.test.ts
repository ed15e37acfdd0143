import { expect, test } from "vitest";
import { counted, megabytes, money, nameOf, sentence, shortId, span, times } from "./words.ts";

test.each([
  [0, "1 s"],
  [46_400, "46 s"],
  [59_400, "59 s"],
  [60_000, "1 min"],
  [2_299_999, "38 min"],
  [64_800_000, "18 h"],
  [777_600_000, "9 d"],
])("%i ms read as %s", (ms, says) => {
  expect(span(ms)).toBe(says);
});

test.each([
  ["cs_live_a1f93jd02kQx7", "cs_live_…02kQx7"],
  ["ord_01KATR2X5N8B6M0VQ43FVH5C00", "ord_…VH5C00"],
  ["evt_paid", "evt_paid"],
  ["4c1b2a80-7d5f-4f5e-9a3b-0c2d1e4f5a6b", "…4f5a6b"],
])("%s is shown as %s", (id, shown) => {
  expect(shortId(id)).toBe(shown);
});

test("counts, sizes, money, names and sentences read as a person would write them", () => {
  expect([counted(1, "request"), counted(3, "request")]).toEqual(["1 request", "3 requests"]);
  expect([times(1), times(2), times(3)]).toEqual(["once", "twice", "3 times"]);
  expect([megabytes(512), megabytes(4_096), megabytes(1_536)]).toEqual(["512 MB", "4 GB", "1.5 GB"]);
  expect([money(1_999, "usd"), money(500, "jpy"), money(1_234, "kwd")]).toEqual(["$19.99", "¥500", "KWD\u00a01.234"]);
  expect([nameOf("operator:Ines"), nameOf("email:a@b.example"), nameOf("Ines")]).toEqual([
    "Ines",
    "a@b.example",
    "Ines",
  ]);
  expect([sentence("It failed"), sentence("It failed."), sentence("Why?")]).toEqual([
    "It failed.",
    "It failed.",
    "Why?",
  ]);
});
