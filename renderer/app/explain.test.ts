import { ORPCError } from "@orpc/client";
import { expect, test } from "vitest";
import { EngineGone, explain, wasAnswered } from "./explain.ts";

test("a refusal keeps the engine's own sentence and code", () => {
  const refusal = new ORPCError("NO_CAPACITY", { defined: true, message: "No node of eu-north has 12 GB free." });
  expect(explain(refusal)).toEqual({ code: "NO_CAPACITY", says: "No node of eu-north has 12 GB free." });
  expect(wasAnswered(refusal)).toBe(true);
});

test("a masked fault is said in a sentence, not as Internal Server Error", () => {
  expect(explain(new ORPCError("INTERNAL_SERVER_ERROR")).says).toContain("wrote why to its log");
});

test("a call that was never sent differs from one whose answer was lost", () => {
  expect(explain(new EngineGone()).code).toBe("ENGINE_GONE");
  expect(explain(new DOMException("closed", "AbortError")).code).toBe("NO_ANSWER");
  expect(wasAnswered(new EngineGone())).toBe(false);
});
