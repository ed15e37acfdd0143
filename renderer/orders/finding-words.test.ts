import { expect, test } from "vitest";
import { FINDING_CODES } from "../../shared/contract/finding-codes.ts";
import { findingWords } from "./finding-words.ts";

test.each(FINDING_CODES)("%s has a title and something to do, in our words", (code) => {
  const { title, todo } = findingWords(code);
  expect(title).toMatch(/^[A-Z][^.!]*$/);
  expect(todo).toMatch(/^[A-Z].*\.$/);
  expect(`${title} ${todo}`).not.toMatch(/please|successful|invalid|oops|!/i);
});

test("no two findings are told alike", () => {
  expect(new Set(FINDING_CODES.map((code) => findingWords(code).title)).size).toBe(FINDING_CODES.length);
});

test("a finding of another version is told by its own sentence, and can be closed", () => {
  expect(findingWords("FROM_LATER")).toMatchObject({ title: "A finding", act: "resolve" });
});
