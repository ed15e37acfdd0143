import { expect, test } from "vitest";
import { hexLines } from "./hex-lines.ts";

test("bytes are shown sixteen a line with their place, the unprintable as dots", () => {
  const bytes = new TextEncoder().encode('{\r\n  "id": "evt_é"}');
  expect(hexLines(bytes, 9)).toEqual([
    { offset: "000000", hex: "7b 0d 0a 20 20 22 69 64 22 3a 20 22 65 76 74 5f", text: '{..  "id": "evt_' },
    { offset: "000010", hex: "c3 a9 22 7d", text: '.."}' },
  ]);
});

test("no more lines than asked for, and none of nothing", () => {
  expect(hexLines(new Uint8Array(100), 2)).toHaveLength(2);
  expect(hexLines(new Uint8Array(0), 2)).toEqual([]);
});
