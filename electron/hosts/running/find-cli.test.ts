import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findCli, passedEnvironment, type CliSources } from "./find-cli.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "waybill-cli-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(file: string, text = "\u007FELF…"): string {
  const whole = path.join(root, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  chmodSync(whole, 0o755);
  return whole;
}
const find = (over: Partial<CliSources> = {}) =>
  findCli({ platform: "linux", arch: "x64", env: {}, root, resources: undefined, ...over });
const OWN = "node_modules/@stripe/cli-linux-x64/bin/stripe";

test("the one that came along comes before any other: the packaged app's, else npm's for this platform", () => {
  const PATH = path.dirname(put("bin/stripe"));
  expect(find({ env: { PATH } })).toEqual({ kind: "path", path: path.join(PATH, "stripe") });
  const own = put(OWN);
  expect(find({ env: { PATH } })).toEqual({ kind: "own", path: own });
  const packaged = put("resources/stripe-cli/stripe");
  expect(find({ resources: path.join(root, "resources") })).toEqual({ kind: "own", path: packaged });
  expect(find({ resources: path.join(root, "elsewhere") })).toEqual({ kind: "own", path: own });
});

test("another platform's is not taken, nor a script, a folder or a relative place on the PATH", () => {
  put(OWN);
  expect(find({ platform: "darwin", arch: "arm64" })).toBeNull();
  put("node_modules/.bin/stripe", "#!/usr/bin/env node\n");
  mkdirSync(path.join(root, "odd", "stripe"), { recursive: true });
  const PATH = ["node_modules/.bin", "odd"].map((one) => path.join(root, one)).join(":");
  expect(find({ arch: "arm64", env: { PATH: `${PATH}:.:bin` } })).toBeNull();
});

test("Windows' program has its own name and separator", () => {
  const folder = path.dirname(put("bin/stripe.exe"));
  expect(find({ platform: "win32", env: { Path: `${path.join(root, "none")};${folder}` } })?.kind).toBe("path");
});

test("it sees how the network is reached, and none of the keys beside it", () => {
  const env = {
    https_proxy: "http://proxy",
    NO_PROXY: "",
    STRIPE_API_KEY: "sk_live_x",
    WAYBILL_JWT_SECRET: "x",
    PATH: "/bin",
  };
  expect(passedEnvironment(env)).toEqual({ https_proxy: "http://proxy" });
});
