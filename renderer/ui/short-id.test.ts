import { expect, test } from "vitest";
import { shortId, splitProse } from "./short-id.ts";

test("an id keeps its prefix and its last six characters", () => {
  expect(shortId("ord_01KATR2X5N8B6M0VQ4A3FVH5C9")).toBe("ord_…FVH5C9");
  expect(shortId("cs_live_a1f93jd02kQx7")).toBe("cs_live_…02kQx7");
  expect(shortId("4f0c1d9e2b7a4c11")).toBe("4f0c…7a4c11");
});

test("an id that is not longer than its short form comes back whole", () => {
  expect(shortId("cus_TQ9bWm42Y")).toBe("cus_TQ9bWm42Y");
  expect(shortId("")).toBe("");
});

test("an id that the engine has shortened is one still", () => {
  expect(splitProse("Because of evt_…SMRaam").map((part) => part.text)).toEqual(["Because of ", "evt_…SMRaam"]);
  expect(shortId("cs_test_…uGuKW9")).toBe("cs_test_…uGuKW9");
});

test("ids and codes in a sentence are set apart, and nothing is lost", () => {
  const sentence = "cs_test_b1Xh3kPq8 carries it; refused with SIGNATURE_MISMATCH by WAYBILL.";
  const parts = splitProse(sentence);
  expect(parts.map((part) => part.kind)).toEqual(["id", "text", "code", "text"]);
  expect(parts.map((part) => part.text).join("")).toBe(sentence);
});
