import type { Migration } from "./migration.ts";

/** Pelican's nodes have tags and no location. What the mirror knows of nodes is kept. */
export const taggedNodes: Migration = {
  version: 4,
  name: "tagged nodes",
  sql: `
CREATE TABLE panel_nodes_tagged (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  location_id INTEGER,             -- null on a panel that has no locations
  tags TEXT NOT NULL DEFAULT '[]', -- JSON list of texts
  fqdn TEXT NOT NULL,
  public INTEGER NOT NULL,
  maintenance INTEGER NOT NULL,
  memory INTEGER NOT NULL,
  memory_overallocate INTEGER NOT NULL,
  disk INTEGER NOT NULL,
  disk_overallocate INTEGER NOT NULL,
  memory_used INTEGER NOT NULL,
  disk_used INTEGER NOT NULL,
  ports_total INTEGER NOT NULL,
  ports_free INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
INSERT INTO panel_nodes_tagged (id, name, location_id, fqdn, public, maintenance, memory, memory_overallocate, disk,
    disk_overallocate, memory_used, disk_used, ports_total, ports_free, seen_at)
  SELECT id, name, location_id, fqdn, public, maintenance, memory, memory_overallocate, disk,
    disk_overallocate, memory_used, disk_used, ports_total, ports_free, seen_at FROM panel_nodes;
DROP TABLE panel_nodes;
ALTER TABLE panel_nodes_tagged RENAME TO panel_nodes;
`,
};
