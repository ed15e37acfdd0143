import type { Resource } from "./call.ts";

/** A key that opens the panel. Keys live as long as the process: they are given at every start and stored nowhere. */
export interface PanelKey {
  readonly token: string;
  readonly kind: "application" | "client";
  /** Who owns it; what it may is never more than what the owner may. */
  readonly userId: number;
  /** 1 read, 2 write, 3 both; what is not named is not allowed. A client key needs none. */
  readonly acl?: Readonly<Partial<Record<Resource, number>>>;
  /** Addresses that may use it; all, where there are none. */
  readonly allowedIps?: readonly string[];
  /** Epoch ms. */
  readonly expiresAt?: number;
}

/** The columns of a key that may everything. */
export const EVERYTHING: Readonly<Record<Resource, number>> = {
  servers: 3,
  nodes: 3,
  allocations: 3,
  users: 3,
  locations: 3,
  nests: 3,
  eggs: 3,
  database_hosts: 3,
  server_databases: 3,
};
