import { expect, test } from "vitest";
import { plainTextOnly } from "./trusted-types.ts";

test("a style sheet may be written, markup and entities may not", () => {
  expect(plainTextOnly(":root{--wb-base: #0b0c0e;}")).toBe(":root{--wb-base: #0b0c0e;}");
  expect(plainTextOnly("<img src=x onerror=alert(1)>")).toBeNull();
  expect(plainTextOnly("&#60;b&#62;")).toBeNull();
});
