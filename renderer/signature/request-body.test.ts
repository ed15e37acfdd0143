import { expect, test } from "vitest";
import { asBase64, toEpoch } from "./request-body.ts";

test("every byte survives, also those that are no text", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(Array.from(atob(asBase64(bytes)), (sign) => sign.charCodeAt(0))).toEqual(Array.from(bytes));
  expect(asBase64(new TextEncoder().encode("Zoë\r\n"))).toBe("Wm/Dqw0K");
  expect(asBase64(new Uint8Array(0))).toBe("");
});

test("the time of arrival is read as people paste it, or not at all", () => {
  expect(toEpoch("")).toBeNull();
  expect(toEpoch("  ")).toBeNull();
  expect(toEpoch("1795000000")).toBe(1_795_000_000_000);
  expect(toEpoch("1795000000123")).toBe(1_795_000_000_123);
  expect(toEpoch("2026-11-18T11:06:40Z")).toBe(1_795_000_000_000);
  expect(toEpoch("yesterday-ish")).toBeUndefined();
});
