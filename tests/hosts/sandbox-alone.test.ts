import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import type { WebSocket } from "ws";
import type { Contract } from "../../shared/contract/index.ts";
import {
  type HostReady,
  startHeadless,
  startSandboxAlone,
  type SandboxFacts,
  type Started,
} from "../e2e/harness/hosts.ts";
import { startProgram, temporaryFolder } from "../e2e/harness/program.ts";
import { knock } from "./ask.ts";

let data: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  data = temporaryFolder();
});
afterEach(() => data.remove());

const alone = (...flags: string[]) => startSandboxAlone({ flags: ["--data-dir", data.folder, ...flags] });

const pointingAt = (sandbox: SandboxFacts) => ({
  WAYBILL_STRIPE_API_BASE: sandbox.stripe,
  WAYBILL_PANEL_URL: sandbox.panel,
  WAYBILL_STRIPE_SECRET_KEY: sandbox.stripe_secret_key,
  WAYBILL_STRIPE_WEBHOOK_SECRET: sandbox.stripe_webhook_secret,
  WAYBILL_PANEL_API_KEY: sandbox.panel_api_key,
  WAYBILL_JWT_SECRET: sandbox.jwt_secret,
});

test("its ready line stands alone on stdout; it ends with 0 and comes back with its keys", async () => {
  const first = await alone();
  expect(await fetch(first.ready.sandbox.stripe).then((answer) => answer.status)).toBeLessThan(500);
  expect(await fetch(first.ready.sandbox.panel).then((answer) => answer.status)).toBeLessThan(500);
  const { code, stdout } = await first.stop();
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ event: "ready", sandbox: first.ready.sandbox });

  await using second = await alone();
  const { stripe: _stripe, panel: _panel, ...keys } = second.ready.sandbox;
  expect(first.ready.sandbox).toMatchObject(keys);
});

test("it takes the keys that variables name", async () => {
  const env = {
    WAYBILL_STRIPE_SECRET_KEY: "sk_test_mine",
    WAYBILL_STRIPE_WEBHOOK_SECRET: "whsec_mine",
    WAYBILL_PANEL_API_KEY: "ptla_mine",
    WAYBILL_JWT_SECRET: "mine",
  };
  await using started = await startSandboxAlone({ flags: ["--data-dir", data.folder], env });
  expect(started.ready.sandbox).toMatchObject({
    stripe_secret_key: "sk_test_mine",
    stripe_webhook_secret: "whsec_mine",
    panel_api_key: "ptla_mine",
    jwt_secret: "mine",
  });
});

/** The host's console, over its socket. */
async function consoleOf({ ready }: Started<HostReady>): Promise<ContractRouterClient<Contract>> {
  const { host, searchParams } = new URL(ready.console);
  const protocols = [`waybill.token.${searchParams.get("token")}`];
  const socket = (await knock(`ws://${host}/rpc`, { protocols })) as WebSocket;
  onTestFinished(() => socket.terminate());
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}

test.each([
  ["sandbox", "a lab"],
  ["test", "LAB_ONLY_IN_SANDBOX"],
])("a host of %s uses it by its addresses, starts none of its own, and says of the lab: %s", async (env, says) => {
  await using sandbox = await alone();
  const engine = temporaryFolder();
  {
    await using host = await startHeadless({
      flags: ["--data-dir", engine.folder, "--env", env],
      env: pointingAt(sandbox.ready.sandbox),
    });
    expect(host.ready).not.toHaveProperty("sandbox");
    const { lab } = await consoleOf(host);
    const told = lab.state().then(
      ({ scenarios }) => (scenarios.length > 40 ? "a lab" : "nothing to break"),
      ({ code }: { code: string }) => code,
    );
    expect(await told).toBe(says);
  }
  engine.remove();
});

test("its state belongs to one process", async () => {
  await using first = await alone();
  const { code, stderr } = await startProgram("headless", { flags: ["--data-dir", data.folder, "--ingress-port", "0"] })
    .ended;
  expect(code).toBe(2);
  expect(stderr).toContain(`(pid ${first.program.process.pid})`);
});

const refused: [flags: string[], env: Record<string, string>, says: RegExp][] = [
  [["--stripe-port", "x"], {}, /^--stripe-port "x" is not a port/],
  [["--webhook-url", "here"], {}, /^--webhook-url "here" is not an address/],
  [["--env", "test"], {}, /^--env is not a flag/],
  [[], { WAYBILL_PANEL_API_KEY: "ptlc_hidden" }, /^WAYBILL_PANEL_API_KEY is a client key/],
];

test.each(refused)("%j %j ends with 2 and one sentence", async (flags, env, says) => {
  const { code, stdout, stderr } = await startProgram("sandbox", {
    flags: ["--data-dir", data.folder, ...flags],
    env,
  }).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(says);
  expect(stderr.trimEnd()).not.toContain("\n");
});

test("a port in use ends with 2 and names the flag", async () => {
  await using first = await alone();
  const other = temporaryFolder();
  const { port } = new URL(first.ready.sandbox.stripe);
  const { code, stderr } = await startProgram("sandbox", {
    flags: ["--data-dir", other.folder, "--stripe-port", port, "--panel-port", "0"],
  }).ended;
  other.remove();
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`${port}.*--stripe-port`));
});
