import { expect, test } from "vitest";
import { refusals } from "../../shared/contract/errors.ts";
import { refusalField } from "./refusal-field.ts";

test("a refusal stands at the field that mends it, and codes are the contract's", () => {
  expect(refusalField("NO_CAPACITY" satisfies keyof typeof refusals)).toBe("region");
  expect(refusalField("TERM_UNKNOWN" satisfies keyof typeof refusals)).toBe("term");
  expect(refusalField("PLAN_NOT_FOUND" satisfies keyof typeof refusals)).toBe("planId");
  expect(refusalField("ACT_NOT_CONFIRMED" satisfies keyof typeof refusals)).toBe("confirm");
});

test("what no field can mend stands below the form", () => {
  expect(refusalField("STRIPE_UNREACHABLE")).toBeNull();
  expect(refusalField("NO_ANSWER")).toBeNull();
});
