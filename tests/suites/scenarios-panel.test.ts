import { expect, test } from "vitest";
import {
  findServer,
  installed,
  makeServer,
  makeUser,
  type PanelShop,
  panelShopUnder,
  powerOf,
} from "./scenarios/provisioning.ts";
import type { Answered } from "./scenarios/wire-client.ts";
import { expectSoon } from "./scenarios/expect-soon.ts";

const codeOf = ({ status, body }: Answered): string => {
  const [error] = (body["errors"] ?? []) as { code: string; meta?: { source_field: string } }[];
  return `${status} ${error?.meta?.source_field ?? error?.code ?? ""}`.trim();
};

/** How each scenario looks to a program that holds the panel's key. */
const effects: readonly [name: string, effect: (shop: PanelShop) => Promise<unknown>][] = [
  [
    "panel-401",
    async ({ client }) => expect(codeOf(await client.panel("GET", "/locations"))).toBe("401 AuthenticationException"),
  ],
  [
    "panel-403",
    async (shop) => {
      expect((await shop.client.panel("GET", "/servers")).status).toBe(200);
      expect(codeOf(await makeServer(shop, "ord_1"))).toBe("403 AccessDeniedHttpException");
    },
  ],
  [
    "panel-429",
    async ({ client }) => {
      const refused = await client.panel("GET", "/servers");
      expect(codeOf(refused)).toBe("429 ThrottleRequestsException");
      expect(refused.headers.get("retry-after")).toBe("30");
    },
  ],
  [
    "panel-500",
    async (shop) => {
      expect(codeOf(await makeServer(shop, "ord_1"))).toBe("500 QueryException");
      expect(await findServer(shop, "ord_1")).toBe(404);
    },
  ],
  [
    "panel-maintenance",
    async ({ client, sandbox }) => {
      expect(codeOf(await client.panel("GET", "/nodes"))).toBe("503 HttpException");
      await sandbox.lab.stop();
      expect((await client.panel("GET", "/nodes")).status).toBe(200);
    },
  ],
  [
    "no-node",
    async (shop) => {
      expect(codeOf(await makeServer(shop, "ord_1"))).toBe("400 NoViableNodeException");
      await shop.sandbox.lab.stop();
      expect((await makeServer(shop, "ord_1")).status).toBe(201);
    },
  ],
  [
    "no-allocation",
    async (shop) => {
      expect(codeOf(await makeServer(shop, "ord_1"))).toBe("400 NoViableAllocationException");
      const free = await shop.client.panel("GET", "/nodes/3/allocations?filter[server_id]=0");
      expect(free.body["data"]).toEqual([]);
      await shop.sandbox.lab.stop();
      expect((await makeServer(shop, "ord_1")).status).toBe(201);
    },
  ],
  [
    "egg-variable-missing",
    async (shop) => {
      expect(codeOf(await makeServer(shop, "ord_1"))).toBe("422 environment.LICENSE_KEY");
      await shop.sandbox.lab.stop();
      expect((await makeServer(shop, "ord_1")).status).toBe(201);
    },
  ],
  [
    "email-clash",
    async ({ client }) => {
      expect(codeOf(await makeUser(client, 1))).toBe("422 email");
      const { body } = await client.panel("GET", "/users?filter[email]=customer.1@example.com");
      expect(body["data"]).toMatchObject([{ attributes: { email: "CUSTOMER.1@EXAMPLE.COM", external_id: null } }]);
    },
  ],
  [
    "external-id-taken",
    async (shop) => {
      expect(await findServer(shop, "ord_1")).toBe(404);
      expect(codeOf(await makeServer(shop, "ord_1"))).toBe("422 external_id");
      expect(await findServer(shop, "ord_1")).toMatchObject({ user: 1, name: "Somebody else's" });
    },
  ],
  [
    "daemon-offline",
    async (shop) => {
      expect(codeOf(await makeServer(shop, "ord_1"))).toBe("504 DaemonConnectionException");
      expect(await findServer(shop, "ord_1")).toBe(404);
    },
  ],
  [
    "daemon-hangs",
    async (shop) => {
      const create = makeServer(shop, "ord_1");
      await expectSoon(() => findServer(shop, "ord_1")).toMatchObject({ status: "installing" });
      const answered = await create;
      expect(codeOf(answered)).toBe("504 DaemonConnectionException");
      expect(answered.ms).toBeGreaterThanOrEqual(59);
      expect(await findServer(shop, "ord_1")).toBe(404);
    },
  ],
  [
    "daemon-registers-then-hangs",
    async (shop) => {
      const answered = await makeServer(shop, "ord_1");
      expect(codeOf(answered)).toBe("504 DaemonConnectionException");
      expect(answered.ms).toBeGreaterThanOrEqual(118); // twice as long as a daemon that hangs once
      expect(await findServer(shop, "ord_1")).toBe(404);
    },
  ],
  [
    "install-failed",
    async (shop) => {
      expect((await makeServer(shop, "ord_1")).status).toBe(201);
      await expectSoon(() => findServer(shop, "ord_1")).toMatchObject({ status: "install_failed" });
    },
  ],
  [
    "install-never-ends",
    async (shop) => {
      await makeServer(shop, "ord_1");
      await shop.sandbox.lab.stop();
      await makeServer(shop, "ord_2");
      await installed(shop, "ord_2"); // begun later, so the first would have ended, too
      expect(await findServer(shop, "ord_1")).toMatchObject({ status: "installing" });
    },
  ],
  [
    "daemon-restarts",
    async (shop) => {
      await makeServer(shop, "ord_1");
      await installed(shop, "ord_1");
      const { identifier } = (await findServer(shop, "ord_1")) as { identifier: string };
      expect(await powerOf(shop, identifier)).toBe("offline"); // though it was to start when installed
    },
  ],
  [
    "server-deleted",
    async (shop) => {
      await makeServer(shop, "ord_1");
      await expectSoon(() => findServer(shop, "ord_1")).toBe(404);
    },
  ],
  [
    "server-resized",
    async (shop) => {
      await makeServer(shop, "ord_1");
      const doubled = { status: null, limits: { memory: 2048, disk: 4096 } };
      await expectSoon(() => findServer(shop, "ord_1")).toMatchObject(doubled);
    },
  ],
  [
    "server-suspended",
    async (shop) => {
      await makeServer(shop, "ord_1");
      await expectSoon(() => findServer(shop, "ord_1")).toMatchObject({ suspended: true });
    },
  ],
];

test.each(effects)("%s looks so from outside", async (name, expectEffect) => {
  await expectEffect(await panelShopUnder([name]));
});

/** A shop's morning at the panel: every line of its own log, and how its servers stand in the end. */
async function morningUnder(name: string, seed: number): Promise<unknown> {
  const shop = await panelShopUnder([name], { seed, intensity: 0.5, scale: 0 });
  const { client } = shop;
  for (let n = 1; n <= 5; n += 1) {
    await client.panel("GET", "/locations");
    await makeUser(client, n);
    await makeServer(shop, `ord_${n}`);
  }
  const lines = [...client.lines];
  if (name.startsWith("server-")) for (let n = 1; n <= 5; n += 1) await seenByHands(shop, `ord_${n}`);
  await shop.sandbox.lab.stop();
  await makeServer(shop, "ord_last");
  await installed(shop, "ord_last");
  const stand = [];
  for (let n = 1; n <= 5; n += 1) stand.push(shortly(await findServer(shop, `ord_${n}`)));
  return { lines, stand };
}

/** Hands are laid on servers that run: each must have been made before the scenario stops. */
const seenByHands = (shop: PanelShop, externalId: string) =>
  expectSoon(() => findServer(shop, externalId)).not.toMatchObject({ status: "installing" });

const shortly = (server: Record<string, unknown> | number) =>
  typeof server === "number" ? server : [server["status"], server["limits"], server["name"]];

test.each(effects.map(([name]) => name))("%s at half intensity: the same seed, the same trace", async (name) => {
  expect(await morningUnder(name, 21)).toEqual(await morningUnder(name, 21));
});

test("at half intensity some installs fail, and which is the seed's", async () => {
  const [one, other] = [await morningUnder("install-failed", 21), await morningUnder("install-failed", 23)];
  const { stand } = one as { stand: unknown[][] };
  const failed = stand.filter(([status]) => status === "install_failed");
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.length).toBeLessThan(5);
  expect(other).not.toEqual(one);
});

test("a hand that is laid on at once reaches the servers that run already, and no stranger's", async () => {
  const shop = await panelShopUnder([]);
  await makeServer(shop, "ord_1");
  await installed(shop, "ord_1");
  await shop.sandbox.lab.start({ names: ["server-suspended"] });
  expect(await findServer(shop, "ord_1")).toMatchObject({ suspended: true });
  await shop.sandbox.lab.stop();
  expect(await findServer(shop, "ord_1")).toMatchObject({ suspended: true }); // it has happened
});

test("scenarios of both sides compose: no node, and the one below it is not seen before", async () => {
  const shop = await panelShopUnder(["no-node", "egg-variable-missing"]);
  expect(codeOf(await makeServer(shop, "ord_1"))).toBe("400 NoViableNodeException");
  await shop.sandbox.lab.start({ names: ["egg-variable-missing"] });
  expect(codeOf(await makeServer(shop, "ord_1"))).toBe("422 environment.LICENSE_KEY");
});
