import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConsoleFile } from "./read-console-file.ts";

let folder: string;
let root: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "waybill-files-"));
  root = path.join(folder, "renderer");
  mkdirSync(path.join(root, "assets"), { recursive: true });
  writeFileSync(path.join(root, "index.html"), "<title>Waybill</title>");
  writeFileSync(path.join(root, "assets/index-4f3c.js"), "1");
  writeFileSync(path.join(folder, "package.json"), "{}");
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the page is never cached, hashed files for ever", async () => {
  const page = { type: "text/html; charset=utf-8", cacheControl: "no-store" };
  expect(await readConsoleFile(root, "/")).toMatchObject(page);
  expect(await readConsoleFile(root, "/index.html")).toMatchObject(page);
  expect(await readConsoleFile(root, "/assets/index-4f3c.js")).toMatchObject({
    type: "text/javascript; charset=utf-8",
    cacheControl: "public, max-age=31536000, immutable",
  });
});

test.each([
  "/../package.json",
  "/..%2fpackage.json",
  "/assets/..%2f..%2fpackage.json",
  "/assets/missing.js",
  "/assets/",
  "/orders",
  "/%",
  "/a%00.js",
  "/x.exe",
])("%s is not there", async (pathname) => {
  expect(await readConsoleFile(root, pathname)).toBeNull();
});
