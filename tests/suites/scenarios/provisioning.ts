import { expect } from "vitest";
import type { Sandbox } from "../../../electron/sandbox/start-sandbox.ts";
import { openLab, start, type Started } from "./open-lab.ts";
import { type Answered, type WireClient, wireClient } from "./wire-client.ts";
import { expectSoon } from "./expect-soon.ts";

/** A shop at a panel, before it makes servers. */
export interface PanelShop {
  readonly sandbox: Sandbox;
  readonly client: WireClient;
  /** The panel's number of the customer who has been there before. */
  readonly user: number;
}

const attributesOf = ({ body }: Answered) => (body["attributes"] ?? {}) as Record<string, unknown>;

/** A shop with a customer on the panel, and then these scenarios. */
export async function panelShopUnder(
  names: readonly string[],
  how: Started & { scale?: number } = {},
): Promise<PanelShop> {
  const { scale: scenarioScale = 0.01, ...started } = how;
  const sandbox = await openLab({ scenarioScale });
  const client = wireClient(sandbox);
  const made = await makeUser(client, 0);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  if (names.length > 0) expect((await start(sandbox, names, started)).status).toBe(200);
  return { sandbox, client, user: Number(attributesOf(made)["id"]) };
}

export const makeUser = (client: WireClient, n: number): Promise<Answered> =>
  client.panel("POST", "/users", {
    external_id: `customer-${n}`,
    email: `customer.${n}@example.com`,
    username: `customer${n}`,
    first_name: "Lena",
    last_name: "Meyer",
  });

const SERVER = {
  name: "Dragon Keep",
  egg: 4,
  docker_image: "ghcr.io/pterodactyl/yolks:java_21",
  startup: "java -jar {{SERVER_JARFILE}}",
  environment: { SERVER_JARFILE: "server.jar", VANILLA_VERSION: "latest" },
  limits: { memory: 1024, swap: 0, disk: 2048, io: 500, cpu: 100 },
  feature_limits: { databases: 0, allocations: 0, backups: 0 },
  start_on_completion: true,
};

/** Orders a server by automatic deployment in Chicago. */
export const makeServer = ({ client, user }: PanelShop, externalId: string): Promise<Answered> =>
  client.panel("POST", "/servers", {
    ...SERVER,
    user,
    external_id: externalId,
    deploy: { locations: [1], dedicated_ip: false, port_range: [] },
  });

/** The server as the panel tells of it by its external id: its attributes, or the status of the refusal. */
export async function findServer({ client }: PanelShop, externalId: string): Promise<Record<string, unknown> | number> {
  const found = await client.panel("GET", `/servers/external/${externalId}`);
  return found.status === 200 ? attributesOf(found) : found.status;
}

/** Waits until the server's install is over. */
export async function installed(shop: PanelShop, externalId: string): Promise<void> {
  await expectSoon(() => findServer(shop, externalId)).toMatchObject({ status: null });
}

/** The power state that its owner sees: `running`, `offline`, or the status of the refusal. */
export async function powerOf({ sandbox }: PanelShop, identifier: unknown): Promise<unknown> {
  const answer = await fetch(`${sandbox.panel}/api/client/servers/${String(identifier)}/resources`, {
    headers: { accept: "application/json", authorization: `Bearer ${sandbox.keys.panel_client_key}` },
  });
  const { attributes } = (await answer.json()) as { attributes?: { current_state: string } };
  return attributes?.current_state ?? answer.status;
}
