import { expect, test } from "vitest";
import type { Term } from "../../../shared/contract/states.ts";
import { termEnd } from "./term-end.ts";

test.each<[string, Term, string]>([
  ["2026-11-24T14:35:00.000Z", "monthly", "2026-12-24T14:35:00.000Z"],
  ["2026-11-24T14:35:00.000Z", "quarterly", "2027-02-24T14:35:00.000Z"],
  ["2026-11-24T14:35:00.000Z", "yearly", "2027-11-24T14:35:00.000Z"],
  ["2026-01-31T00:00:00.000Z", "monthly", "2026-02-28T00:00:00.000Z"],
  ["2027-11-30T23:59:59.999Z", "quarterly", "2028-02-29T23:59:59.999Z"],
  ["2028-02-29T12:00:00.000Z", "yearly", "2029-02-28T12:00:00.000Z"],
])("a term that begins on %s, %s, ends on %s", (start, term, end) => {
  expect(new Date(termEnd(Date.parse(start), term)).toISOString()).toBe(end);
});
