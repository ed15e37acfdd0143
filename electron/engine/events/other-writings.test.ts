import { expect, test } from "vitest";
import { bodyTrouble } from "./body-trouble.ts";
import { otherWritings } from "./other-writings.ts";

const formsOf = (body: Uint8Array) => Array.from(otherWritings(body), ({ form }) => form);
const textsOf = (body: Uint8Array, form: RegExp) =>
  Array.from(otherWritings(body)).flatMap(({ form: name, bytes }) =>
    form.test(name) ? [Buffer.from(bytes).toString("utf8")] : [],
  );
const bigEndian = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16();

test("a body that was written as UTF-16 is read back, whichever byte comes first", () => {
  for (const body of [Buffer.from('\uFEFF{"a":1}', "utf16le"), bigEndian('{"a":1}')])
    expect(textsOf(body, /as UTF-16$/)).toEqual(['{"a":1}']);
});

test("a form's field that can't be read back stands for nothing", () => {
  expect(textsOf(Buffer.from("payload=%7B%22a%22%3A1%7D"), /form's field/)).toEqual(['{"a":1}']);
  expect(textsOf(Buffer.from("payload=%7B%ZZ"), /form's field/)).toEqual([""]);
});

test("a text in a JSON string is tried as base64 only where it can be that", () => {
  expect(formsOf(Buffer.from('"not base64!"'))).not.toContain("wrote the body into a JSON string, as base64");
  expect(textsOf(Buffer.from('"eyJhIjoxfQ=="'), /JSON string, as base64$/)).toEqual(['{"a":1}']);
});

test("a large body is not rewritten dozens of times", () => {
  const large = Buffer.from(JSON.stringify({ text: "x".repeat(65 * 1_024) }));
  expect(formsOf(large).some((form) => form.startsWith("wrote the JSON anew"))).toBe(false);
  expect(formsOf(Buffer.from("{}")).some((form) => form.startsWith("wrote the JSON anew"))).toBe(true);
});

test.each([
  ["hello", null],
  ['{"a":[1,2', "BODY_TRUNCATED"],
  ['{"a":"}', "BODY_TRUNCATED"],
  ["{}", null],
])("a body that is no event was cut off where its JSON has no end: %s", (body, code) => {
  expect(bodyTrouble(Buffer.from(body), false)?.code ?? null).toBe(code);
});
