import { expect, test } from "vitest";
import type { PanelAllocation, PanelNode } from "../panel/panel-port.ts";
import { chosenPort, freeAllocation } from "./chosen-port.ts";

const port = (id: number, number: number, assigned = false): PanelAllocation => ({
  id,
  ip: "198.51.100.20",
  alias: null,
  port: number,
  assigned,
});
const node = (id: number, allocations: readonly PanelAllocation[]): PanelNode => ({
  id,
  name: `us-${id}`,
  locationId: 1,
  tags: [],
  fqdn: "node.test",
  public: true,
  maintenance: false,
  memoryMb: 1_024,
  memoryOverallocate: 0,
  diskMb: 1_024,
  diskOverallocate: 0,
  memoryUsedMb: 0,
  diskUsedMb: 0,
  allocations,
});
const us = node(1, [port(12, 25_567), port(11, 25_566), port(10, 25_565, true)]);
const full = node(2, [port(20, 25_565, true)]);
const nodes = [us, full];

test.each([
  ["the lowest number that no server has", us.allocations, 11],
  ["of two addresses with the same number the older allocation", [port(9, 80), port(8, 80)], 8],
  ["none where all are taken", full.allocations, undefined],
])("a node's free port is %s", (_name, allocations, id) => {
  expect(freeAllocation(node(1, allocations))?.id).toBe(id);
});

test.each([
  ["a node gives its free port", { nodeId: 1 }, 11],
  ["a port is taken as chosen, though another comes before it", { allocationId: 12 }, 12],
])("%s", (_name, chosen, id) => {
  expect(chosenPort(nodes, chosen)).toMatchObject({ ok: true, value: { node: { id: 1 }, allocation: { id } } });
});

test.each([
  [{ nodeId: 3 }, "NODE_UNKNOWN", "The panel has no node 3."],
  [{ nodeId: 2 }, "NO_CAPACITY", "The node us-2 has no free port."],
  [{ allocationId: 20 }, "PORT_TAKEN", "The port 25565 of the node us-2 is another server's."],
  [{ allocationId: 30 }, "ALLOCATION_UNKNOWN", "The panel has no allocation 30."],
])("%o is refused with %s", (chosen, code, says) => {
  expect(chosenPort(nodes, chosen)).toEqual({ ok: false, error: { code, says } });
});
