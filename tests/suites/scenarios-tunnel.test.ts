import { once } from "node:events";
import { Stripe } from "stripe";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import type { Sandbox } from "../../electron/sandbox/start-sandbox.ts";
import { newFolder, openLab, start } from "./scenarios/open-lab.ts";
import { eventsOf, newSession, pay } from "./scenarios/purchases.ts";
import { expectSoon } from "./scenarios/expect-soon.ts";
import { type WireClient, wireClient } from "./scenarios/wire-client.ts";

interface Told {
  readonly type: string;
  readonly endpoint: { readonly api_version: string | null };
  readonly event_payload: string;
  readonly http_headers: Readonly<Record<string, string>>;
}

/** The near end of a tunnel: what `stripe listen` does on the wire, without its forwarding. */
interface Tunnel {
  readonly secret: string;
  readonly told: Told[];
  readonly socket: WebSocket;
  readonly pongs: () => number;
}

async function openTunnel(client: WireClient): Promise<Tunnel> {
  const { body } = await client.stripe("POST", "/v1/stripecli/sessions", {
    device_name: "test",
    "websocket_features[]": "webhooks",
  });
  const socket = new WebSocket(`${String(body["websocket_url"])}?websocket_feature=webhooks`, "stripecli-devproxy-v1", {
    headers: { "Websocket-Id": String(body["websocket_id"]) },
  });
  onTestFinished(() => socket.terminate());
  await once(socket, "open");
  const told: Told[] = [];
  let pongs = 0;
  socket.on("pong", () => (pongs += 1));
  socket.on("message", (data) => told.push(JSON.parse((data as Buffer).toString()) as Told));
  return { secret: String(body["secret"]), told, socket, pongs: () => pongs };
}

const heard = ({ told }: Tunnel) =>
  told
    .filter(({ endpoint }) => endpoint.api_version === null)
    .map(({ event_payload }) => (JSON.parse(event_payload) as { type: string }).type);

const fits = (secret: string, { event_payload, http_headers }: Told): boolean => {
  try {
    Stripe.webhooks.constructEvent(event_payload, http_headers["Stripe-Signature"]!, secret);
    return true;
  } catch {
    return false;
  }
};

async function buy(client: WireClient): Promise<void> {
  await pay(client, await newSession(client));
}

/** What was asked of Stripe, and what came through the tunnel, without what differs from run to run. */
const traceOf = (client: WireClient, tunnel: Tunnel) => ({
  asked: client.lines,
  heard: heard(tunnel).toSorted(),
  signed: tunnel.told.every((message) => fits(tunnel.secret, message)),
});

/** Two runs with one seed, each on a world of its own. */
async function twice(run: () => Promise<unknown>): Promise<void> {
  const first = await run();
  expect(await run()).toEqual(first);
}

/** Waits until every event since the first `before` has come through. */
async function allHeard(client: WireClient, tunnel: Tunnel, before = 0): Promise<void> {
  const events = await eventsOf(client);
  await expectSoon(() => heard(tunnel)).toHaveLength(events.length - before);
}

async function underDeadTunnel(): Promise<unknown> {
  const sandbox = await openLab();
  const client = wireClient(sandbox);
  const tunnel = await openTunnel(client);
  tunnel.socket.ping();
  await expectSoon(tunnel.pongs).toBe(1);
  await start(sandbox, ["tunnel-dead"], { seed: 51 });
  tunnel.socket.ping();
  await buy(client);
  const unheard = (await eventsOf(client)).length;
  expect(unheard).toBeGreaterThan(8);
  expect(heard(tunnel)).toEqual([]);
  await sandbox.lab.stop();
  tunnel.socket.ping();
  await expectSoon(tunnel.pongs).toBe(2);
  expect(tunnel.socket.readyState).toBe(WebSocket.OPEN);
  await buy(client);
  await allHeard(client, tunnel, unheard);
  return traceOf(client, tunnel);
}

test("tunnel-dead: the socket stays open, answers no ping and brings nothing, twice the same; after the stop it lives again", () =>
  twice(underDeadTunnel));

async function underNewSecret(): Promise<unknown> {
  const sandbox = await openLab();
  const client = wireClient(sandbox);
  const first = await openTunnel(client);
  const closed = once(first.socket, "close");
  await start(sandbox, ["tunnel-new-secret"], { seed: 51 });
  await closed;
  const second = await openTunnel(client);
  expect(second.secret).not.toBe(first.secret);
  await buy(client);
  await allHeard(client, second);
  expect(second.told.some((message) => fits(first.secret, message))).toBe(false);
  return traceOf(client, second);
}

test("tunnel-new-secret: the socket is closed, whoever comes back gets events under another secret, and twice the same", () =>
  twice(underNewSecret));

test.each([
  ["webhook-never-sent", true],
  ["webhook-body-rewritten", false],
  ["webhook-wrong-secret", false],
])("%s reaches through the tunnel, too, and twice the same", async (name, isSigned) => {
  const traces = [];
  for (const seed of [51, 51]) {
    const sandbox = await openLab();
    const client = wireClient(sandbox);
    const tunnel = await openTunnel(client);
    await start(sandbox, [name], { seed, intensity: 0.5 });
    await buy(client);
    await sandbox.lab.stop();
    await client.stripe("POST", "/v1/customers", { email: "last@example.com", name: "Last" });
    await expectSoon(() => heard(tunnel).filter((type) => type === "customer.created").length).toBeGreaterThan(0);
    await expectSoon(() => tunnel.told.at(-1)?.event_payload).toContain("last@example.com");
    traces.push(tunnel.told.map((message, place) => [heard(tunnel)[place >> 1], fits(tunnel.secret, message)]));
  }
  expect(traces[1]).toEqual(traces[0]);
  const good = traces[0]!.filter(([, isGood]) => isGood).length;
  expect(good === traces[0]!.length).toBe(isSigned);
});

const tunnelAt = async ({ stripe }: Sandbox) => (await fetch(`${stripe}/sandbox/cli`)).json();

test("a dead tunnel is dead again after the sandbox's restart, until the scenario is stopped", async () => {
  const dataDir = newFolder();
  const first = await openLab({ dataDir });
  await start(first, ["tunnel-dead"]);
  await first.close();
  const second = await openLab({ dataDir });
  expect(await tunnelAt(second)).toMatchObject({ muted: true });
  await second.lab.stop();
  expect(await tunnelAt(second)).toMatchObject({ muted: false });
});
