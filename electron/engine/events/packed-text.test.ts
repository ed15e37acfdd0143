import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { headersText, packText, payloadText, unpackText } from "./packed-text.ts";
import samples from "./packing-dictionary.json" with { type: "json" };

const event = (id: string) =>
  JSON.stringify(
    { ...samples.events.at(-1), id, data: { object: { id: "cs_test_x", name: "Łódź ✓ \u2028" } } },
    null,
    2,
  );

test("a packed text comes back byte for byte", () => {
  for (const text of ["", "{}", "no JSON at all", event("evt_1"), "\ud83d\ude80".repeat(10_000)])
    expect(unpackText(packText(text))).toBe(text);
});

test("an event of Stripe's shape packs to less than a sixth", () => {
  const text = JSON.stringify(samples.events[1], null, 2).replaceAll("1795", "1801").replaceAll("_3", "_3Nf93jd02kQx7");
  expect(packText(text).length).toBeLessThan(text.length / 6);
});

test("rows are read whether they are packed or plain", () => {
  expect(payloadText({ payload: "{}", payload_packed: null })).toBe("{}");
  expect(payloadText({ payload: "a stub", payload_packed: packText(event("evt_2")) })).toBe(event("evt_2"));
  expect(headersText({ headers: '{"a":"b"}', headers_packed: null })).toBe('{"a":"b"}');
  expect(headersText({ headers: "{}", headers_packed: packText('{"a":"b"}') })).toBe('{"a":"b"}');
});

test("what a newer program packed is not guessed at", () => {
  expect(() => unpackText(Buffer.from([2, 1, 2, 3]))).toThrow("format 2");
});

// Every database that was packed by a release holds rows that only this very dictionary opens.
test("the first dictionary is what it was when it was released", () => {
  const hash = createHash("sha256").update(JSON.stringify(samples)).digest("hex");
  expect(hash).toBe("8b4757f221dbb40713443a84156d7f7946832e9d9ab04eacb8ae61f35644f934");
});
