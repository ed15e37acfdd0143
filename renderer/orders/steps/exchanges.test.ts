import { expect, test } from "vitest";
import { exchangesIn } from "./exchanges.ts";

const call = { method: "GET", path: "/api/application/servers/external/ord_1", status: 404, durationMs: 12 };

test("a step's calls are read one by one, and what is none is left out", () => {
  expect(exchangesIn(JSON.stringify([call, { note: "nothing" }, null]))).toEqual([call]);
});

test.each([null, "", "no JSON", "{}", "null"])("evidence that is %j has no calls", (evidence) => {
  expect(exchangesIn(evidence)).toEqual([]);
});
