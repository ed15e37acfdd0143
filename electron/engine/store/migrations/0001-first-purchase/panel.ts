/** The mirror: what the panel last said. Times are epoch milliseconds, money is minor units, JSON is text. */
export const panelTables = `
CREATE TABLE panel_nodes (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  location_id INTEGER NOT NULL,
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

CREATE TABLE panel_servers (
  id INTEGER PRIMARY KEY,
  external_id TEXT,
  uuid TEXT NOT NULL,
  identifier TEXT NOT NULL,
  name TEXT NOT NULL,
  status TEXT,
  suspended INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  user_email TEXT,
  node_id INTEGER NOT NULL,
  egg_id INTEGER NOT NULL,
  memory INTEGER NOT NULL,
  disk INTEGER NOT NULL,
  cpu INTEGER NOT NULL,
  address TEXT,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX panel_servers_by_external ON panel_servers(external_id);
`;
