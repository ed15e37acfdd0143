import type { PanelNode, PanelServer } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";

/** Makes the mirrored nodes what the panel said at `readAt`; nodes that it did not name are gone. */
export async function replaceNodes(tx: Db, nodes: readonly PanelNode[], readAt: number): Promise<void> {
  await tx.deleteFrom("panel_nodes").execute();
  for (const node of nodes) {
    await tx
      .insertInto("panel_nodes")
      .values({
        id: node.id,
        name: node.name,
        location_id: node.locationId,
        tags: JSON.stringify(node.tags),
        fqdn: node.fqdn,
        public: Number(node.public),
        maintenance: Number(node.maintenance),
        memory: node.memoryMb,
        memory_overallocate: node.memoryOverallocate,
        disk: node.diskMb,
        disk_overallocate: node.diskOverallocate,
        memory_used: node.memoryUsedMb,
        disk_used: node.diskUsedMb,
        ports_total: node.allocations.length,
        ports_free: node.allocations.filter(({ assigned }) => !assigned).length,
        seen_at: readAt,
      })
      .execute();
  }
}

/**
 * Makes the mirrored servers what the panel said at `readAt`. A row that was seen after that (a server made while the list
 * was on its way) stays: newer knowledge wins.
 */
export async function replaceServers(tx: Db, servers: readonly PanelServer[], readAt: number): Promise<void> {
  await tx.deleteFrom("panel_servers").where("seen_at", "<=", readAt).execute();
  for (const server of servers)
    await tx
      .insertInto("panel_servers")
      .values({ id: server.id, ...rowOf(server, readAt) })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
}

/** Writes one server as it was just seen. One that is new to the mirror takes a port of its node. */
export async function mirrorServer(tx: Db, server: PanelServer, seenAt: number): Promise<void> {
  const row = rowOf(server, seenAt);
  const known = await tx.updateTable("panel_servers").set(row).where("id", "=", server.id).executeTakeFirst();
  if (known.numUpdatedRows > 0n) return;
  await tx
    .insertInto("panel_servers")
    .values({ id: server.id, ...row })
    .execute();
  await tx
    .updateTable("panel_nodes")
    .set((eb) => ({ ports_free: eb("ports_free", "-", 1) }))
    .where("id", "=", server.nodeId)
    .where("ports_free", ">", 0)
    .execute();
}

const rowOf = (server: PanelServer, seenAt: number) => ({
  external_id: server.externalId,
  uuid: server.uuid,
  identifier: server.identifier,
  name: server.name,
  status: server.status,
  suspended: Number(server.suspended),
  user_id: server.userId,
  user_email: server.userEmail,
  node_id: server.nodeId,
  egg_id: server.eggId,
  memory: server.memoryMb,
  disk: server.diskMb,
  cpu: server.cpuPercent,
  address: server.address,
  seen_at: seenAt,
});
