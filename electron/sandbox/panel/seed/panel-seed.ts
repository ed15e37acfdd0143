import type { DaemonBehaviour } from "../daemon/behaviour.ts";

/** A stretch of ports of one address: one allocation each. */
interface SeedPorts {
  readonly ip: string;
  readonly alias?: string;
  readonly from: number;
  readonly count: number;
}

/** Sizes in MiB. Numbers are given, because catalogs and addresses name them. */
export interface SeedNode {
  readonly id: number;
  readonly name: string;
  readonly locationId: number;
  readonly tags?: readonly string[];
  readonly fqdn?: string;
  readonly public?: boolean;
  readonly maintenance?: boolean;
  readonly memory: number;
  readonly memoryOverallocate?: number;
  readonly disk: number;
  readonly diskOverallocate?: number;
  readonly ports: readonly SeedPorts[];
  readonly daemon?: DaemonBehaviour;
}

export interface SeedVariable {
  readonly env: string;
  readonly name: string;
  readonly description?: string;
  readonly value: string;
  /** The framework's rule string, such as `required|string|max:20`. */
  readonly rules: string;
  /** Neither seen nor changed by the server's owner. */
  readonly hidden?: boolean;
}

export interface SeedEgg {
  readonly id: number;
  readonly nestId: number;
  readonly name: string;
  readonly description?: string;
  /** Label → image; the first is the default. */
  readonly images: Readonly<Record<string, string>>;
  readonly startup: string;
  readonly features?: readonly string[];
  readonly variables: readonly SeedVariable[];
}

export interface SeedUser {
  readonly id: number;
  readonly externalId?: string;
  readonly email: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly admin?: boolean;
}

/** A server that stands from the beginning, on the first free port of its node unless it names allocations. */
export interface SeedServer {
  readonly id: number;
  readonly externalId?: string;
  readonly uuid?: string;
  readonly name: string;
  readonly userId: number;
  readonly nodeId: number;
  readonly eggId: number;
  readonly allocationIds?: readonly number[];
  readonly status?: string;
  readonly memory: number;
  readonly disk: number;
  readonly cpu: number;
  readonly power?: "running" | "offline";
}

/** The world of a panel before anybody used it. What a data file has already is left as it became. */
export interface PanelSeed {
  readonly locations: readonly { readonly id: number; readonly short: string; readonly long: string }[];
  readonly nodes: readonly SeedNode[];
  readonly nests: readonly { readonly id: number; readonly name: string; readonly description: string }[];
  readonly eggs: readonly SeedEgg[];
  /** The first administrator owns the panel's two keys. */
  readonly users: readonly SeedUser[];
  readonly servers?: readonly SeedServer[];
  /** The panel is down for maintenance. */
  readonly maintenance?: boolean;
}
