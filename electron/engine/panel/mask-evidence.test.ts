import { assert, jsonValue, pre, property } from "fast-check";
import { expect, test } from "vitest";
import { maskEvidence } from "./mask-evidence.ts";

test("what is named like a secret is hidden at any depth, and a known secret wherever it stands", () => {
  const body = {
    user: { password: "hunter2", token: null, api_key: true },
    note: "key ptla_1 was used",
    list: ["ptla_1"],
  };
  expect(maskEvidence(body, ["ptla_1"])).toEqual({
    user: { password: "•••", token: null, api_key: true },
    note: "key ••• was used",
    list: ["•••"],
  });
});

test("a long list is kept as its beginning, with its true size and without secrets", () => {
  const body = { data: Array.from({ length: 2_000 }, (_, port) => ({ port, password: "hunter2", alias: null })) };
  const kept = maskEvidence(body, []) as string;
  expect(kept).toMatch(/^\{"data":\[\{"port":0,"password":"•••","alias":null\}/);
  expect(kept).toContain(`… (cut, ${JSON.stringify(body).length} bytes)`);
  expect(Buffer.byteLength(kept)).toBeLessThan(8_300);
  expect(kept).not.toContain("hunter2");
});

test("what is short enough is kept whole", () => {
  assert(
    property(jsonValue(), (body) => {
      const text = JSON.stringify(body);
      pre(Buffer.byteLength(text) <= 8 * 1_024 && !/pass|secret|token|key|credential/i.test(text));
      expect(maskEvidence(body, ["never-there"])).toEqual(body);
    }),
  );
});

test("a request without a body is kept as one", () => {
  expect(maskEvidence(undefined, ["ptla_1"])).toBeUndefined();
});

test("a key that is not set hides nothing", () => {
  expect(maskEvidence({ note: "as it is" }, [""])).toEqual({ note: "as it is" });
});

test("an object of very many fields is kept as its beginning", () => {
  const body = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`VARIABLE_${n}`, "value"]));
  const kept = maskEvidence(body, []) as string;
  expect(kept).toMatch(/^\{"VARIABLE_0":"value",/);
  expect(kept).not.toContain("VARIABLE_2999");
  expect(kept).toContain(`… (cut, ${JSON.stringify(body).length} bytes)`);
});
