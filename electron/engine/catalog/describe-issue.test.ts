import { expect, test } from "vitest";
import { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { aCatalog } from "./catalog-for-tests.ts";
import { describeIssue, issueSentence } from "./describe-issue.ts";
import { readLocatedJson } from "./located-json.ts";

/** The first thing that is wrong with a catalog whose first plan has these fields. */
function wrongWith(fields: object): string | undefined {
  const catalog = aCatalog();
  const value = { ...catalog, plans: [{ ...catalog.plans[0], ...fields }] };
  return sentenceOf(value);
}

function sentenceOf(value: unknown): string | undefined {
  const [issue] = CatalogFile.safeParse(value, { error: describeIssue }).error?.issues ?? [];
  return issue && issueSentence(issue, value, null);
}

test.each([
  [{ io_weight: 2_000 }, "io_weight: 1000 is the most, not 2000."],
  [{ io_weight: 1 }, "io_weight: 10 is the least, not 1."],
  [{ ram_mb: 0 }, "ram_mb: more than 0 is expected, not 0."],
  [{ ram_mb: null }, "ram_mb: a number is expected, not null."],
  [{ ram_mb: [4] }, "ram_mb: a number is expected, not a list."],
  [{ ram_mb: { gb: 4 } }, "ram_mb: a number is expected, not an object."],
  [{ ram_mb: "4".repeat(61) }, `ram_mb: a number is expected, not "${"4".repeat(60)}"….`],
  [{ name: "" }, 'name: a text that is not empty is expected, not "".'],
  [{ active: "yes" }, 'active: true or false is expected, not "yes".'],
  [{ refund_policy: { partial: "half" } }, 'refund_policy.partial: one of keep, suspend is expected, not "half".'],
])("a plan with %o is told by its id, its field and what may stand there", (fields, says) => {
  expect(wrongWith(fields)).toBe(`plan paper-4gb, ${says}`);
});

test.each([
  ["an entry that is no object is told by its number", [5], "plan number 1: an object { … } is expected, not 5."],
  ["so is one without an id", [{}], "plan number 1, id: a value is missing."],
])("%s", (_name, plans, says) => {
  expect(sentenceOf({ ...aCatalog(), plans })).toBe(says);
});

test("a field of the file itself is told by its name, and a fault of the whole by what it is", () => {
  expect(sentenceOf({ ...aCatalog(), plans: {} })).toBe("plans: a list [ … ] is expected, not an object.");
  expect(sentenceOf([])).toBe("an object { … } is expected, not an empty list.");
});

test("a field that nobody knows is told where it stands", () => {
  const text = JSON.stringify({ ...aCatalog(), colour: "red" }, null, 2);
  const json = readLocatedJson(text);
  const value: unknown = JSON.parse(text);
  const [issue] = CatalogFile.safeParse(value, { error: describeIssue }).error!.issues;
  const line = text.split("\n").findIndex((each) => each.includes("colour")) + 1;
  expect(json.ok && issueSentence(issue!, value, json.value)).toBe(
    `Line ${line}, column 13: the catalog knows no field colour here.`,
  );
});

test.each([
  [
    "a kind that has no words here is told by its own",
    { code: "invalid_type", expected: "date", input: 1 },
    "date is expected, not 1",
  ],
  [
    "a choice that was not made",
    { code: "invalid_value", values: ["a", "b"], input: undefined },
    "one of a, b is expected, not nothing",
  ],
  ["a fault that nobody foresaw shows the value", { code: "not_multiple_of", divisor: 2, input: 3 }, "3 does not fit"],
] as const)("%s", (_name, issue, says) => {
  expect(describeIssue(issue as Parameters<typeof describeIssue>[0])).toBe(says);
});
