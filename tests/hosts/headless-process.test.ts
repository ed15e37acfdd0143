import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startHeadless } from "../e2e/harness/hosts.ts";
import { startProgram, temporaryFolder } from "../e2e/harness/program.ts";

let data: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  data = temporaryFolder();
});
afterEach(() => data.remove());

const inData = (...flags: string[]) => ["--data-dir", data.folder, ...flags];
/** Runs the headless host to its end: for starts that are refused. */
const endOf = (flags: string[], env: Record<string, string> = {}) =>
  startProgram("headless", { flags: inData("--ingress-port", "0", "--console-port", "0", ...flags), env }).ended;

test("the ready line stands alone on stdout, and SIGTERM ends with 0", async () => {
  const host = await startHeadless({ flags: inData() });
  const { env, ingress, console: address, sandbox } = host.ready;
  expect(env).toBe("sandbox");
  expect(ingress).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
  expect(Object.keys(sandbox ?? {}).sort()).toEqual([
    "jwt_secret",
    "panel",
    "panel_api_key",
    "panel_client_key",
    "stripe",
    "stripe_secret_key",
    "stripe_webhook_secret",
  ]);
  expect(await fetch(`${ingress}/health`).then((answer) => answer.status)).toBe(200);

  const { code, stdout, stderr } = await host.stop();
  expect(code).toBe(0);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr.split("\n")).toContain(`Console  ${address}`);
});

test("no secret reaches the log; the console's address is said once", async () => {
  const own = { WAYBILL_JWT_SECRET: "between-us-alone", WAYBILL_STRIPE_WEBHOOK_SECRET: "whsec_first,whsec_second" };
  const host = await startHeadless({ flags: inData(), env: own });
  await fetch(`${host.ready.ingress}/api/orders`, { headers: { authorization: "Bearer between-us-alone" } });
  const { stderr } = await host.stop();
  const { stripe: _stripe, panel: _panel, ...keys } = host.ready.sandbox!;
  const { token } = Object.fromEntries(new URL(host.ready.console).searchParams);
  for (const secret of [...Object.values(keys), "whsec_second"]) expect(stderr).not.toContain(secret);
  expect(stderr.split(token!)).toHaveLength(2);
  expect(keys).toMatchObject({ jwt_secret: "between-us-alone", stripe_webhook_secret: "whsec_first" });
});

test("a second start finds token, keys and ports as they were", async () => {
  const first = await startHeadless({ flags: inData() });
  await first.kill();
  const second = await startHeadless({ flags: inData() });
  await second.stop();
  expect(second.ready.sandbox).toEqual(first.ready.sandbox);
  expect(new URL(second.ready.console).search).toBe(new URL(first.ready.console).search);
});

test("other environments start no sandbox, and a data folder serves several", async () => {
  await using host = await startHeadless({ flags: inData("--env", "test") });
  expect(host.ready).toMatchObject({ env: "test" });
  expect(host.ready).not.toHaveProperty("sandbox");
  await using live = await startHeadless({ flags: inData("--env", "live") });
  expect(live.ready.env).toBe("live");
});

test("a second instance is refused with the first one's pid", async () => {
  await using host = await startHeadless({ flags: inData("--env", "test") });
  const { code, stdout, stderr } = await endOf(["--env", "test"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe(
    `--data-dir "${data.folder}" is used by another Waybill (pid ${host.program.process.pid}) for test: ` +
      "stop that one, or choose another folder.\n",
  );
});

const refused: [flags: string[], env: Record<string, string>, says: RegExp][] = [
  [["--ingress-port", "70000"], {}, /^--ingress-port "70000" is not a port/],
  [[], { WAYBILL_ENV: "prod" }, /^WAYBILL_ENV "prod" is not an environment/],
  [["--env", "test"], { WAYBILL_STRIPE_SECRET_KEY: "sk_live_hidden" }, /^WAYBILL_STRIPE_SECRET_KEY is a live key/],
  [["--database-url", "postgres://u:hidden@h/d"], {}, /^--database-url names a PostgreSQL database/],
  [["--data-dir", "/dev/null/waybill"], {}, /^--data-dir "\/dev\/null\/waybill" is not a folder/],
  [["--data-dir", "/proc/waybill"], {}, /^--data-dir "\/proc\/waybill" can't be written to/],
  [[], { WAYBILL_CATALOG: "/dev/null/catalog.json" }, /catalog.*can't be read/],
];

test.each(refused)("%j %j ends with 2, one sentence, and nothing on stdout", async (flags, env, says) => {
  const { code, stdout, stderr } = await endOf(flags, env);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(says);
  expect(stderr.trimEnd()).not.toMatch(/\n|hidden| at .*:\d+:\d+/);
});

test.each(["--ingress-port", "--console-port"])("%s in use ends with 2 and names the flag", async (flag) => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const { code, stdout, stderr } = await endOf(["--env", "test", flag, String(port)]);
  taken.close();
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr.trimEnd().split("\n").at(-1)).toMatch(new RegExp(`${port}.*${flag}`));
});

test("a database that is newer ends with 3, untouched", async () => {
  await (await startHeadless({ flags: inData("--env", "test") })).stop();
  const file = path.join(data.folder, "test.db");
  const database = new Sqlite(file);
  database.pragma("user_version = 999");
  database.close();
  const before = readFileSync(file);

  const { code, stdout, stderr } = await endOf(["--env", "test"]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toMatch(/newer Waybill/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a catalog with an error starts nothing and leaves nothing behind", async () => {
  const catalog = path.join(data.folder, "catalog.json");
  writeFileSync(catalog, '{\n  "plans": [],\n  "regions": [{ "id": "!" }]\n}\n');
  const { code, stderr } = await endOf(["--env", "test"], { WAYBILL_CATALOG: catalog });
  expect(code).toBe(2);
  expect(stderr).toMatch(/line 3/i);
  await using again = await startHeadless({ flags: inData("--env", "test") });
  expect(again.ready.env).toBe("test");
});

test("a second signal ends it at once", async () => {
  const host = await startHeadless({ flags: inData() });
  const { pending, arrived } = uploadWithoutEnd(`${host.ready.ingress}/api/stripe/webhook`);
  await arrived;
  host.program.process.kill("SIGTERM");
  await vi.waitFor(() => expect(host.program.stderr()).toContain("Stopping")); // and waits for that upload
  const again = setInterval(() => host.program.process.kill("SIGTERM"), 100);
  const { code } = await host.program.ended;
  clearInterval(again);
  await pending;
  expect(code).toBe(1);
});

/** A request whose body never ends: while it runs, a host that drains has something to wait for. */
function uploadWithoutEnd(url: string) {
  const taken = Promise.withResolvers<void>();
  let pulls = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        pulls += 1;
        if (pulls === 1) return controller.enqueue(new Uint8Array(1));
        taken.resolve();
        return new Promise<void>(() => {});
      },
    },
    { highWaterMark: 0 },
  );
  const request = { method: "POST", headers: { "stripe-signature": "t=1,v1=00" }, body, duplex: "half" };
  const pending = fetch(url, request as RequestInit).catch(() => {});
  return { pending, arrived: taken.promise };
}

test.each([
  ["--help", /--ingress-port PORT/],
  ["--version", /^\d+\.\d+\.\d+\n$/],
])("%s prints and leaves", async (flag, says) => {
  const { code, stdout } = await startProgram("headless", { flags: [flag] }).ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(says);
});
