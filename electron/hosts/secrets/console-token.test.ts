import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLog } from "../log/host-log.ts";
import { keepConsoleToken } from "./console-token.ts";

let folder: string;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "waybill-secrets-"));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const keep = (env: "sandbox" | "live", token: string) =>
  keepConsoleToken(
    folder,
    env,
    openLog((line) => lines.push(line), true),
    () => token,
  );
const modeOf = (file: string) => statSync(file).mode & 0o777;

test("a token is made once an environment, for this account's eyes only, with a warning", () => {
  expect(keep("sandbox", "first")).toEqual({ ok: true, value: "first" });
  expect(keep("sandbox", "second")).toEqual({ ok: true, value: "first" });
  expect(keep("live", "third")).toEqual({ ok: true, value: "third" });
  expect(keep("sandbox", "fourth")).toEqual({ ok: true, value: "first" });

  expect(readdirSync(folder).toSorted()).toEqual(["secrets.json", "secrets.lock"]);
  expect(modeOf(path.join(folder, "secrets.json"))).toBe(0o600);
  expect(lines.filter((line) => line.includes("WARN"))).toHaveLength(2);
});

test("what an operator added stays", () => {
  const file = path.join(folder, "secrets.json");
  writeFileSync(file, JSON.stringify({ sandbox: { note: "mine" } }), { mode: 0o600 });
  keep("sandbox", "made");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ sandbox: { note: "mine", console_token: "made" } });
});

test("a file that others can read is closed to them, with a warning", () => {
  const file = path.join(folder, "secrets.json");
  keep("sandbox", "made");
  chmodSync(file, 0o644);
  keep("sandbox", "again");
  expect(modeOf(file)).toBe(0o600);
  expect(lines.at(-1)).toContain("Other accounts could read");
});

test.each(["{", "[]", '{"sandbox":{"console_token":7}}'])("a damaged file (%s) is refused, not overwritten", (text) => {
  const file = path.join(folder, "secrets.json");
  writeFileSync(file, text);
  expect(keep("sandbox", "made")).toMatchObject({ ok: false, error: { exitCode: 2 } });
  expect(readFileSync(file, "utf8")).toBe(text);
});
