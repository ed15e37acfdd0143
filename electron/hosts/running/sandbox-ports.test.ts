import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { portsOfLastTime, rememberPorts } from "./sandbox-ports.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "waybill-ports-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function takeAPort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, free: () => once(server.close(), "close") };
}

test("remembered ports come back, one that is taken by now gives way to a free one", async () => {
  const [stripe, panel] = await Promise.all([takeAPort(), takeAPort()]);
  rememberPorts(folder, { stripe: stripe.port, panel: panel.port });
  await stripe.free();
  expect(await portsOfLastTime(folder, "127.0.0.1")).toEqual({ stripe: stripe.port, panel: 0 });
  await panel.free();
  expect(await portsOfLastTime(folder, "127.0.0.1")).toEqual({ stripe: stripe.port, panel: panel.port });
});
