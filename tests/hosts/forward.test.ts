import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import type { WebSocket } from "ws";
import type { Contract } from "../../shared/contract/index.ts";
import { startHeadless, type HostReady, type Started } from "../e2e/harness/hosts.ts";
import { temporaryFolder } from "../e2e/harness/program.ts";
import { cli, pidsOf, SOON } from "../suites/shop/forward.ts";
import { knock } from "./ask.ts";

const TOKEN = "a-token.of~this_test";
const canRun = cli !== null && process.platform === "linux";

let data: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  data = temporaryFolder();
});
afterEach(() => data.remove());

const start = () => startHeadless({ flags: ["--data-dir", data.folder, "--console-token", TOKEN] });
const children = () => pidsOf(path.join(data.folder, "forward", "sandbox"));

async function consoleOf({ ready }: Started<HostReady>): Promise<ContractRouterClient<Contract>> {
  const { host, port } = new URL(ready.console);
  const cookie = `waybill_console_${port}=${TOKEN}`;
  const socket = (await knock(`ws://${host}/rpc`, { headers: { cookie, origin: `http://${host}` } })) as WebSocket;
  onTestFinished(() => socket.terminate());
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}

async function untilReady(host: Started<HostReady>): Promise<void> {
  const console = await consoleOf(host);
  await expect.poll(async () => (await console.forward.status()).state, SOON).toBe("ready");
}

test.skipIf(!canRun)(
  "a host that ends in order leaves no CLI, and what it learned is kept from other eyes",
  async () => {
    const host = await start();
    await (await consoleOf(host)).forward.start();
    await untilReady(host);
    expect(children()).toHaveLength(1);
    const { code, stdout, stderr } = await host.stop();
    expect(code).toBe(0);
    expect(children()).toEqual([]);

    const file = path.join(data.folder, "secrets.json");
    const kept = JSON.parse(readFileSync(file, "utf8")) as { sandbox: { signing_secrets: { secret: string }[] } };
    const { secret } = kept.sandbox.signing_secrets[0]!;
    expect(secret).toMatch(/^whsec_/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(`${stdout}${stderr}`).not.toContain(secret);
  },
);

test.skipIf(!canRun)(
  "what a killed host leaves behind is ended by the next one, which forwards again by itself",
  async () => {
    const first = await start();
    await (await consoleOf(first)).forward.start();
    await untilReady(first);
    const [orphan = 0] = children();
    await first.kill();
    expect(children()).toEqual([orphan]);

    const second = await start();
    await untilReady(second);
    expect(children()).toHaveLength(1);
    expect(children()).not.toContain(orphan);
    expect((await second.stop()).stderr).toContain("left behind");
    expect(children()).toEqual([]);
  },
);
