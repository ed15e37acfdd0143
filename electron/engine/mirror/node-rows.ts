import type { NodeRow } from "../../../shared/contract/servers.ts";
import { buildOf } from "../catalog/offer.ts";
import { listActivePlans, listRegions, type Region } from "../catalog/read-catalog.ts";
import type { Deps } from "../deps.ts";
import { listMirroredNodes, type MirroredNode } from "./mirrored-nodes.ts";
import { type Needs, nodesOfRegion, regionRoom, reserve } from "./node-room.ts";
import { finite, finiteCapacity } from "./region-offers.ts";
import { listReservations } from "./reservations.ts";

const TIGHT_SHARE = 0.85;
const TIGHT_PORTS = 2;

/** The mirrored nodes with their room and what orders without a server will still take of it. */
export async function listNodeRows(deps: Pick<Deps, "db" | "options">): Promise<NodeRow[]> {
  const { db, options } = deps;
  const [nodes, regions, plans] = [await listMirroredNodes(db), await listRegions(db), await listActivePlans(db)];
  const left = reserve(nodes, await listReservations(db, options.now()));
  const smallest = plans.map((plan) => buildOf(plan, [])).sort((a, b) => a.memoryMb - b.memoryMb)[0];
  return nodes.map((node, at) => {
    const after = left[at] ?? node;
    const mine = regions.filter((region) => nodesOfRegion([node], region).length > 0);
    return {
      id: node.id,
      name: node.name,
      regions: mine.map(({ name }) => name),
      state: stateOf(after, mine, smallest),
      memory: {
        total: finiteCapacity(node),
        physical: node.memory,
        used: node.memoryUsed,
        reserved: after.memoryUsed - node.memoryUsed,
      },
      disk: { total: finite(node.disk, node.diskOverallocate, node.diskUsed), used: node.diskUsed },
      ports: { total: node.portsTotal, free: node.portsFree },
      servers: node.servers,
      seenAt: node.seenAt,
    };
  });
}

/** Full is a node that takes not even the smallest plan on sale. */
function stateOf(node: MirroredNode, regions: readonly Region[], smallest: Needs | undefined): NodeRow["state"] {
  if (node.maintenance) return "maintenance";
  const needs = smallest ?? { memoryMb: 1, diskMb: 1 };
  const places = regions.length > 0 ? regions : [wherever(node)];
  if (places.every((region) => regionRoom([node], region, [], needs).count === 0)) return "full";
  const isFilling = node.memory > 0 && node.memoryUsed >= finiteCapacity(node) * TIGHT_SHARE;
  return isFilling || node.portsFree <= TIGHT_PORTS ? "tight" : "open";
}

const wherever = (node: MirroredNode) => ({
  name: node.name,
  location_ids: [],
  node_ids: [node.id],
  placement: "nodes" as const,
});
