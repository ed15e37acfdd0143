import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FINDING_CODES } from "../../../shared/contract/finding-codes.ts";

const ENGINE = path.resolve(import.meta.dirname, "..");

/** Codes in the same files that no finding is opened with: what a job, an act or Stripe says. */
const OTHERS = [
  "CREATE_UNCERTAIN",
  "EVENT_CRASHED",
  "INVOICE_WITHOUT_SUBSCRIPTION",
  "ORDER_NOT_FOUND",
  "PANEL_NOT_FOUND",
  "SERVER_BUSY",
  "STRIPE_NOT_FOUND",
  "STRIPE_UNREACHABLE",
];

/** The engine's sources that open findings. */
const openers = readdirSync(ENGINE, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.endsWith("findings.ts"))
  .map((file) => readFileSync(path.join(ENGINE, file), "utf8"))
  .filter((text) => /\b(?:openFinding|openOnce)\(/.test(text));

const codes = new Set(openers.flatMap((text) => [...text.matchAll(/"([A-Z]+(?:_[A-Z]+)+)"/g)].map(([, code]) => code)));

test("every code that findings are opened with is one that the console has words for", () => {
  const known = new Set<string | undefined>([...FINDING_CODES, ...OTHERS]);
  expect([...codes].filter((code) => !known.has(code))).toEqual([]);
});

test("every code that the console has words for is opened somewhere", () => {
  expect(FINDING_CODES.filter((code) => !codes.has(code))).toEqual([]);
});
