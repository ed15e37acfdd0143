import { expect, test } from "vitest";
import { signatureWords } from "./signature-words.ts";

const posted = {
  source: "endpoint",
  outcome: "applied",
  receivedAt: 1_795_530_096_204,
  headers: { "stripe-signature": "t=1795530092,v1=9c41" },
  diagnosis: null,
} as const;

test("a checked signature tells how long before its arrival it was made", () => {
  expect(signatureWords(posted)).toEqual({ state: "fine", says: "Signed 4 s before it arrived, 5 min allowed." });
  expect(signatureWords({ ...posted, receivedAt: 1_795_530_092_500 }).says).toContain("less than 1 s");
});

test("what came without a request has none, and is not called good", () => {
  expect(signatureWords({ ...posted, source: "catch_up", headers: {} }).state).toBe("unknown");
  expect(signatureWords({ ...posted, source: "replay", headers: {} }).state).toBe("unknown");
});

test("a refused one is wrong, whatever else is known", () => {
  expect(signatureWords({ ...posted, outcome: "rejected" }).state).toBe("wrong");
});

test("packed away headers still leave that it was checked", () => {
  expect(signatureWords({ ...posted, headers: {} })).toEqual({
    state: "fine",
    says: "It was checked when it arrived.",
  });
});
