import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FIRST_SIZE, rememberedPlace, rememberPlace } from "./window-place.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "waybill-window-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const onLaptop = () => laptop;

test("a window comes back where it was, unless that screen is gone", () => {
  const file = path.join(folder, "window.json");
  const place = { x: 40, y: 60, width: 1280, height: 800 };
  rememberPlace(file, place);
  expect(rememberedPlace(file, onLaptop)).toEqual(place);
  rememberPlace(file, { ...place, x: 2_000 });
  expect(rememberedPlace(file, onLaptop)).toEqual(FIRST_SIZE);
});

test.each(["", "{", '{"x":"left"}'])("what can't be read (%s) opens at the first size", (text) => {
  const file = path.join(folder, "window.json");
  writeFileSync(file, text);
  expect(rememberedPlace(file, onLaptop)).toEqual(FIRST_SIZE);
});

test("a place that can't be kept is no failure", () => {
  rememberPlace(path.join(folder, "missing/window.json"), laptop);
  expect(rememberedPlace(path.join(folder, "missing/window.json"), onLaptop)).toEqual(FIRST_SIZE);
});
