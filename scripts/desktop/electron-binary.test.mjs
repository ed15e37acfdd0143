import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { downloadElectron } from "./download-electron.mjs";
import { findElectron } from "./find-electron.mjs";
import { whyElectronFails } from "./probe-electron.mjs";
import { runDesktop } from "./run-desktop.mjs";

let home;
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), "waybill-electron-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const lay = (file, text, mode = 0o644) => {
  mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
  writeFileSync(path.join(home, file), text);
  chmodSync(path.join(home, file), mode);
  return path.join(home, file);
};
const program = (...lines) => lay("dist/electron", ["#!/bin/sh", ...lines, ""].join("\n"), 0o755);
const find = (env = {}) => findElectron({ home, env, platform: "linux" });

test("a binary counts where it is of the version that package.json names", () => {
  expect(find()).toMatchObject({ found: false, why: "the electron package is not installed" });
  lay("package.json", '{"version":"45.4.1"}');
  expect(find()).toMatchObject({ found: false, why: "Electron 45.4.1 is not here yet" });
  const binary = program("exit 0");
  lay("dist/version", "v44.0.0");
  expect(find()).toMatchObject({ found: false, why: "Electron 44.0.0 is here, 45.4.1 is needed" });
  lay("dist/version", "45.4.1\n");
  expect(find()).toEqual({ found: true, binary, version: "45.4.1" });
});

test("a folder of one's own is taken as it is", () => {
  lay("package.json", '{"version":"45.4.1"}');
  const binary = lay("mine/electron", "");
  expect(find({ ELECTRON_OVERRIDE_DIST_PATH: path.join(home, "mine") })).toMatchObject({ found: true, binary });
  expect(find({ ELECTRON_OVERRIDE_DIST_PATH: home })).toMatchObject({ found: false });
});

test.each([
  ["printf 45.4.1", undefined],
  ["echo 'libnss3.so: not found' >&2; exit 127", "libnss3.so: not found"],
  ["exit 3", "it ended with 3"],
  ["exec sleep 60", "it did not answer within 0.2 s"],
])("a probe of `%s` says %s", async (line, why) => {
  expect(await whyElectronFails(program(line), 200)).toBe(why);
});

test("a probe of what is no program says so", async () => {
  expect(await whyElectronFails(path.join(home, "nothing"))).toMatch(/ENOENT/);
});

test.each([
  ["exit 0", { code: 0, failedAtOnce: undefined }],
  ["echo 'no usable sandbox' >&2; exit 1", { code: 1, failedAtOnce: "no usable sandbox" }],
  ["exit 1", { code: 1, failedAtOnce: "it ended with 1" }],
  ["echo '--ingress-port 3001 is taken.' >&2; exit 2", { code: 2, failedAtOnce: undefined }],
  ["exit 3", { code: 3, failedAtOnce: undefined }],
])("a desktop that does `%s`", async (line, ended) => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await runDesktop(program(line), [])).toEqual(ended);
});

test("a download that stalls is given up", async () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const server = createServer((_request, response) => response.writeHead(200, { "content-length": 1_000 }).write("x"));
  await once(server.listen(0, "127.0.0.1"), "listening");
  vi.stubEnv("ELECTRON_MIRROR", `http://127.0.0.1:${server.address().port}/`);
  vi.stubEnv("XDG_CACHE_HOME", home);
  expect(await downloadElectron({ version: "45.4.1", stallMs: 300 })).toBe("nothing came for 0.3 s");
  server.closeAllConnections();
  server.close();
});

test("a mirror that is not there is a reason, not a crash", async () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  vi.stubEnv("ELECTRON_MIRROR", "http://127.0.0.1:1/");
  vi.stubEnv("XDG_CACHE_HOME", home);
  expect(await downloadElectron({ version: "45.4.1" })).toMatch(/ECONNREFUSED|fetch failed|bad port/);
});
