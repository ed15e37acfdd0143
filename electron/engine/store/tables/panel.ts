export interface PanelNodesTable {
  id: number;
  name: string;
  /** Null on a panel that has no locations. */
  location_id: number | null;
  /** JSON list of texts. */
  tags: string;
  fqdn: string;
  public: number;
  maintenance: number;
  memory: number;
  memory_overallocate: number;
  disk: number;
  disk_overallocate: number;
  memory_used: number;
  disk_used: number;
  ports_total: number;
  ports_free: number;
  seen_at: number;
}

export interface PanelServersTable {
  id: number;
  external_id: string | null;
  uuid: string;
  identifier: string;
  name: string;
  status: string | null;
  suspended: number;
  user_id: number;
  user_email: string | null;
  node_id: number;
  egg_id: number;
  memory: number;
  disk: number;
  cpu: number;
  address: string | null;
  seen_at: number;
}
