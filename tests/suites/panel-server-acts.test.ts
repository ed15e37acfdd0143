import { expect, test } from "vitest";
import { createPterodactylPanel } from "../../electron/engine/panel/pterodactyl-panel.ts";
import type { Panel, PanelServer } from "../../electron/engine/panel/panel-port.ts";
import { panelThatAnswers } from "../fixtures/pterodactyl/panel-that-answers.ts";
import { recordedAnswer } from "../fixtures/pterodactyl/recording.ts";
import { expectOneServer, openWorld, ORDER_ID, paidOrder, runToEnd, type World } from "./provisioning-world/world.ts";

const BUILD = {
  limits: { memory: 8_192, swap: -1, disk: 40_960, io: 500, cpu: 300 },
  featureLimits: { databases: 2, allocations: 1, backups: 4 },
};

async function aServer(): Promise<{
  world: World;
  panel: Panel;
  server: PanelServer;
  see: () => Promise<PanelServer>;
}> {
  const world = await openWorld();
  await paidOrder(world);
  await runToEnd(world);
  await expectOneServer(world);
  const panel = world.deps.panel!;
  const see = async () => {
    const { result } = await panel.findServerByExternalId(ORDER_ID);
    if (!result.ok || !result.value) throw new Error("no server");
    return result.value;
  };
  return { world, panel, server: await see(), see };
}

test("a change of size keeps the port and sets every limit", async () => {
  const { panel, server, see } = await aServer();
  expect((await panel.changeBuild(server.id, BUILD)).result).toMatchObject({ ok: true });
  const after = await see();
  expect(after).toMatchObject({ memoryMb: 8_192, diskMb: 40_960, cpuPercent: 300 });
  expect([after.allocationId, after.address, after.name]).toEqual([server.allocationId, server.address, server.name]);
});

test("a change of size sends what the panel asks for: port, all limits and the feature limits", async () => {
  const { panel, seen } = await panelThatAnswers(
    recordedAnswer("servers-view-installed"),
    recordedAnswer("servers-build-ok"),
  );
  expect((await panel.changeBuild(39, BUILD)).result).toMatchObject({ ok: true });
  expect(seen[1]).toMatchObject({ method: "PATCH", url: "/api/application/servers/39/build" });
  expect(JSON.parse(seen[1]!.body)).toMatchObject({
    allocation: expect.any(Number) as number,
    limits: { ...BUILD.limits, threads: null },
    feature_limits: BUILD.featureLimits,
  });
});

test("a server that is gone is refused before anything is changed", async () => {
  const { panel, seen } = await panelThatAnswers(recordedAnswer("servers-view-404"));
  expect((await panel.changeBuild(9, BUILD)).result).toMatchObject({ ok: false, error: { code: "PANEL_NOT_FOUND" } });
  expect(seen).toHaveLength(1);
});

test("an external id is set and nothing else is lost", async () => {
  const { world, panel, server, see } = await aServer();
  world.panelDb.prepare("UPDATE servers SET external_id = NULL, external_fold = NULL, description = 'by hand'").run();
  expect((await panel.changeExternalId(server.id, ORDER_ID)).result).toMatchObject({ ok: true });
  expect(await see()).toMatchObject({ id: server.id, name: server.name, userId: server.userId });
  expect(world.panelDb.prepare("SELECT description FROM servers").get()).toEqual({ description: "by hand" });
});

test("a reinstall begins an install", async () => {
  const { world, panel, server } = await aServer();
  world.panelDb.prepare("UPDATE nodes SET daemon = ?").run(JSON.stringify({ installs: "never" }));
  expect((await panel.reinstallServer(server.id)).result).toMatchObject({ ok: true });
  expect((await panel.getServer(server.id)).result).toMatchObject({ ok: true, value: { status: "installing" } });
});

test("a server is removed once, and again changes nothing", async () => {
  const { panel, server } = await aServer();
  expect((await panel.deleteServer(server.id)).result).toMatchObject({ ok: true });
  expect((await panel.deleteServer(server.id)).result).toMatchObject({ ok: true });
  expect((await panel.getServer(server.id)).result).toEqual({ ok: true, value: null });
});

test("a daemon that fails to remove leaves it uncertain, and the server there", async () => {
  const { world, panel, server } = await aServer();
  world.panelDb.prepare("UPDATE nodes SET daemon = ?").run(JSON.stringify({ faults: { delete: { status: 500 } } }));
  expect((await panel.deleteServer(server.id)).result).toMatchObject({
    ok: false,
    error: { code: "PANEL_DAEMON", certainty: "uncertain" },
  });
  expect((await panel.getServer(server.id)).result).toMatchObject({ ok: true, value: { id: server.id } });
});

test("how full a disk is can be seen with a client key of an administrator, and not with an application key", async () => {
  const { world, panel, server } = await aServer();
  const asClient = createPterodactylPanel({
    url: world.wire.url,
    apiKey: "ptlc_worldworldw0123456789abcdef0123456789abcdef",
    now: Date.now,
  });
  expect((await asClient.readDiskUsed(server.identifier)).result).toEqual({ ok: true, value: 100 });
  expect(await panel.readDiskUsed(server.identifier)).toEqual({ result: { ok: true, value: null }, exchanges: [] });
  await panel.suspendServer(server.id);
  expect((await asClient.readDiskUsed(server.identifier)).result).toEqual({ ok: true, value: null });
});
