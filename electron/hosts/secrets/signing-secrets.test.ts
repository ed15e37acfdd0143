import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { KeptSecret } from "../../engine/ports.ts";
import { openLog } from "../log/host-log.ts";
import { keepConsoleToken } from "./console-token.ts";
import { NO_SEAL, otherSigningSecrets, type Seal, signingSecretsFile } from "./signing-secrets.ts";

let dataDir: string;
let lines: string[];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "waybill-signing-"));
  lines = [];
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const hostLog = () => openLog((line) => lines.push(line), false);
const parts = (seal: Seal = NO_SEAL) => ({ dataDir, seal, log: hostLog() });
const file = () => path.join(dataDir, "secrets.json");
const text = () => readFileSync(file(), "utf8");

const byForward: KeptSecret = { secret: "forwards-own", origin: { kind: "forward" }, keptAt: 1, validUntil: 9 };
const byEndpoint: KeptSecret = {
  secret: "endpoints-own",
  origin: { kind: "endpoint", endpointId: "we_1" },
  keptAt: 2,
  validUntil: null,
};
/** A key store that turns words around, and only opens what it sealed. */
const turning: Seal = {
  seal: (plain) => Promise.resolve(`sealed:${plain.split("").toReversed().join("")}`),
  open: (sealed) =>
    Promise.resolve(sealed.startsWith("sealed:") ? sealed.slice(7).split("").toReversed().join("") : null),
};

test("what is kept is read again as it was, from a file for this account alone", async () => {
  await signingSecretsFile(parts(), "test").change(() => [byForward, byEndpoint]);
  expect(await signingSecretsFile(parts(), "test").read()).toEqual([byForward, byEndpoint]);
  expect(await signingSecretsFile(parts(), "live").read()).toEqual([]);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("the console's token, other environments and what an operator added stay", async () => {
  writeFileSync(file(), JSON.stringify({ live: { note: "mine" } }), { mode: 0o600 });
  keepConsoleToken(dataDir, "test", hostLog(), () => "token-of-test");
  await signingSecretsFile(parts(), "live").change(() => [byEndpoint]);
  await signingSecretsFile(parts(), "test").change(() => [byForward]);
  expect(JSON.parse(text())).toMatchObject({
    live: { note: "mine", signing_secrets: [{ secret: "endpoints-own", endpoint_id: "we_1" }] },
    test: { console_token: "token-of-test", signing_secrets: [{ secret: "forwards-own", endpoint_id: null }] },
  });
});

test("a damaged file is refused, not overwritten", async () => {
  writeFileSync(file(), '{"test":{"signing_secrets":[7]}}');
  const store = signingSecretsFile(parts(), "test");
  await expect(store.read()).rejects.toThrow(/damaged: mend it/);
  await expect(store.change(() => [byForward])).rejects.toThrow(/damaged: mend it/);
  expect(text()).toBe('{"test":{"signing_secrets":[7]}}');
  expect(await otherSigningSecrets(parts(), "live")).toMatchObject({ ok: false, error: { exitCode: 2 } });
});

test("where the system has a key store the file holds no secret in the open, and one without leaves it there", async () => {
  await signingSecretsFile(parts(turning), "test").change(() => [byForward]);
  expect(text()).not.toContain("forwards-own");
  expect(await signingSecretsFile(parts(turning), "test").read()).toEqual([byForward]);

  const without = signingSecretsFile(parts(), "test");
  expect(await without.read()).toEqual([]);
  expect(lines.at(-1)).toContain("sealed by a key store");
  await without.change((kept) => [...kept, byEndpoint]);
  expect(await signingSecretsFile(parts(turning), "test").read()).toEqual([byForward, byEndpoint]);
});

test("what was kept in the open is sealed with the next change", async () => {
  await signingSecretsFile(parts(), "test").change(() => [byForward]);
  await signingSecretsFile(parts(turning), "test").change((kept) => [...kept, byEndpoint]);
  expect(text()).not.toMatch(/forwards-own|endpoints-own/);
});

test("other environments' secrets are told with their names, and no kept secret is ever logged", async () => {
  await signingSecretsFile(parts(), "live").change(() => [byEndpoint]);
  await signingSecretsFile(parts(), "sandbox").change(() => [byForward]);
  const own = parts();
  const store = signingSecretsFile(own, "test");
  expect(await otherSigningSecrets(own, "test")).toEqual({
    ok: true,
    value: [
      { environment: "sandbox", secret: "forwards-own" },
      { environment: "live", secret: "endpoints-own" },
    ],
  });
  await store.change(() => [{ ...byForward, secret: "tests-own-secret" }]);
  own.log.info({ one: "forwards-own" }, "endpoints-own and tests-own-secret");
  expect(lines.at(-1)).not.toMatch(/forwards-own|endpoints-own|tests-own-secret/);
});
