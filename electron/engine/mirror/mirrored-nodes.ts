import type { Selectable } from "kysely";
import type { PanelNode } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";
import type { PanelNodesTable } from "../store/tables/panel.ts";
import type { NodeRoom } from "./node-room.ts";

/** A node of the mirror, ready to be reckoned with. */
export interface MirroredNode extends NodeRoom {
  readonly portsTotal: number;
  readonly servers: number;
  readonly seenAt: number;
}

/**
 * The mirrored nodes. What is used is the larger of what the node said and what its mirrored servers add up to: a server
 * that was just made is in the second before it is in the first.
 */
export async function listMirroredNodes(db: Db): Promise<MirroredNode[]> {
  const rows = await db.selectFrom("panel_nodes").selectAll().orderBy("id").execute();
  const sums = await db
    .selectFrom("panel_servers")
    .select((eb) => [
      "node_id",
      eb.fn.sum<number>("memory").as("memory"),
      eb.fn.sum<number>("disk").as("disk"),
      eb.fn.countAll<number>().as("servers"),
    ])
    .groupBy("node_id")
    .execute();
  const byNode = new Map(sums.map((sum) => [sum.node_id, sum]));
  return rows.map((row) => mirroredNode(row, byNode.get(row.id) ?? { memory: 0, disk: 0, servers: 0 }));
}

type Sums = { readonly memory: number; readonly disk: number; readonly servers: number };

const mirroredNode = (row: Selectable<PanelNodesTable>, sums: Sums): MirroredNode => ({
  id: row.id,
  name: row.name,
  locationId: row.location_id,
  tags: JSON.parse(row.tags) as string[],
  public: row.public === 1,
  maintenance: row.maintenance === 1,
  memory: row.memory,
  memoryOverallocate: row.memory_overallocate,
  disk: row.disk,
  diskOverallocate: row.disk_overallocate,
  memoryUsed: Math.max(row.memory_used, sums.memory),
  diskUsed: Math.max(row.disk_used, sums.disk),
  portsFree: row.ports_free,
  portsTotal: row.ports_total,
  servers: sums.servers,
  seenAt: row.seen_at,
});

/** A node straight from the panel, ready to be reckoned with. */
export const roomOfNode = (node: PanelNode): NodeRoom => ({
  id: node.id,
  name: node.name,
  locationId: node.locationId,
  tags: node.tags,
  public: node.public,
  maintenance: node.maintenance,
  memory: node.memoryMb,
  memoryOverallocate: node.memoryOverallocate,
  disk: node.diskMb,
  diskOverallocate: node.diskOverallocate,
  memoryUsed: node.memoryUsedMb,
  diskUsed: node.diskUsedMb,
  portsFree: node.allocations.filter(({ assigned }) => !assigned).length,
});
