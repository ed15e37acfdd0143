import type { PanelStore } from "../store/open-panel-store.ts";
import type { AllocationRow, LocationRow, NodeRow } from "../store/rows.ts";
import { many, one, type Shape, stamp, stamps } from "./shape.ts";

export const locationShape: Shape<LocationRow> = {
  attributes: (row) => ({
    id: row.id,
    short: row.short,
    long: row.long,
    updated_at: stamp(row.updated_at),
    created_at: stamp(row.created_at),
  }),
  includes: {
    nodes: many("node", "nodes", (row, store) => store.nodes.where({ location_id: row.id })),
    servers: many("server", "servers", (row, store) =>
      store.servers.select("WHERE node_id IN (SELECT id FROM nodes WHERE location_id = ?) ORDER BY id", row.id),
    ),
  },
};

/** What the servers of a node take of it, MiB. */
export function usedOf(store: PanelStore, nodeId: number): { readonly memory: number; readonly disk: number } {
  const servers = store.servers.where({ node_id: nodeId });
  return {
    memory: servers.reduce((sum, server) => sum + server.memory, 0),
    disk: servers.reduce((sum, server) => sum + server.disk, 0),
  };
}

export const nodeShape: Shape<NodeRow> = {
  attributes: (row, store) => ({
    id: row.id,
    uuid: row.uuid,
    public: row.public === 1,
    name: row.name,
    description: row.description,
    location_id: row.location_id,
    fqdn: row.fqdn,
    scheme: row.scheme,
    behind_proxy: row.behind_proxy === 1,
    maintenance_mode: row.maintenance_mode === 1,
    memory: row.memory,
    memory_overallocate: row.memory_overallocate,
    disk: row.disk,
    disk_overallocate: row.disk_overallocate,
    upload_size: row.upload_size,
    daemon_listen: row.daemon_listen,
    daemon_sftp: row.daemon_sftp,
    daemon_base: row.daemon_base,
    ...stamps(row),
    allocated_resources: usedOf(store, row.id),
  }),
  includes: {
    allocations: many("allocation", "allocations", (row, store) => store.allocations.where({ node_id: row.id })),
    location: one("location", "locations", (row, store) => store.locations.get(row.location_id)),
    servers: many("server", "servers", (row, store) => store.servers.where({ node_id: row.id })),
  },
};

export const allocationShape: Shape<AllocationRow> = {
  attributes: (row) => ({
    id: row.id,
    ip: row.ip,
    alias: row.ip_alias,
    port: row.port,
    notes: row.notes,
    assigned: row.server_id !== null,
  }),
  includes: {
    node: one("node", "nodes", (row, store) => store.nodes.get(row.node_id)),
    server: one("server", "servers", (row, store) =>
      row.server_id === null ? undefined : store.servers.get(row.server_id),
    ),
  },
};
