import type { Result } from "../../../shared/kernel/result.ts";
import type { ServerActs } from "./panel-server-acts.ts";

/** The kinds of panel that the port has an adapter for. */
export type PanelKind = "pterodactyl" | "pelican";

/** A server as the panel tells it. Sizes in MiB, `status` null is the panel's word for "runs normally". */
export interface PanelServer {
  readonly id: number;
  readonly externalId: string | null;
  readonly uuid: string;
  readonly identifier: string;
  readonly name: string;
  readonly status: string | null;
  readonly suspended: boolean;
  readonly userId: number;
  readonly userEmail: string | null;
  readonly nodeId: number;
  /** Null where the panel assigned none, which Pelican may. */
  readonly allocationId: number | null;
  readonly eggId: number;
  readonly memoryMb: number;
  readonly diskMb: number;
  readonly cpuPercent: number;
  /** `host:port`, the alias where there is one; null where the allocation was not in the answer. */
  readonly address: string | null;
}

export interface PanelUser {
  readonly id: number;
  readonly externalId: string | null;
  readonly email: string;
  readonly username: string;
}

/** The overallocation of a node that its panel itself fills without a limit. */
export const NO_LIMIT = -2;

/**
 * A node with its room. Overallocation in percent: −1 as the panel writes it where its admins may mean "no limit" and its
 * own deploy reckons with one percent less, {@link NO_LIMIT} where it reckons with none.
 */
export interface PanelNode {
  readonly id: number;
  readonly name: string;
  /** Pterodactyl's way to group nodes; Pelican has none, and says null. */
  readonly locationId: number | null;
  /** Pelican's way; none where the panel has locations. */
  readonly tags: readonly string[];
  readonly fqdn: string;
  readonly public: boolean;
  readonly maintenance: boolean;
  readonly memoryMb: number;
  readonly memoryOverallocate: number;
  readonly diskMb: number;
  readonly diskOverallocate: number;
  readonly memoryUsedMb: number;
  readonly diskUsedMb: number;
  readonly allocations: readonly PanelAllocation[];
}

export interface PanelAllocation {
  readonly id: number;
  readonly ip: string;
  readonly alias: string | null;
  readonly port: number;
  readonly assigned: boolean;
}

export interface PanelEgg {
  readonly id: number;
  readonly nestId: number | null;
  readonly name: string;
  readonly dockerImage: string;
  readonly startup: string;
  readonly variables: readonly PanelEggVariable[];
}

/** `rules` is the panel's Laravel string, such as `required|string|max:20`. */
interface PanelEggVariable {
  readonly name: string;
  readonly defaultValue: string;
  readonly rules: string;
}

export interface NewPanelUser {
  readonly externalId: string;
  readonly email: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface NewPanelServer {
  readonly externalId: string;
  readonly name: string;
  readonly userId: number;
  readonly eggId: number;
  readonly dockerImage: string;
  readonly startup: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: {
    readonly memory: number;
    readonly swap: number;
    readonly disk: number;
    readonly io: number;
    readonly cpu: number;
  };
  readonly featureLimits: { readonly databases: number; readonly allocations: number; readonly backups: number };
  readonly place:
    | { readonly kind: "allocation"; readonly allocationId: number }
    | { readonly kind: "deploy"; readonly locationIds: readonly number[]; readonly tags: readonly string[] };
}

/**
 * Why a call did not end as asked. `certainty` is what a caller decides by:
 * - `refused`: the panel answered and did nothing; asking again changes nothing until something is mended;
 * - `passing`: it did nothing, and may do it later (429, maintenance, connection refused before sending);
 * - `uncertain`: it may or may not have done it (time-out, connection lost, 5xx, a daemon's error on a create).
 */
export interface PanelFault {
  readonly certainty: "refused" | "passing" | "uncertain";
  /**
   * Ours. Refused: `PANEL_KEY_REFUSED` `PANEL_KEY_ADDRESS` `PANEL_KEY_OWNER` `PANEL_TWO_FACTOR_REQUIRED`
   * `PANEL_PERMISSION_MISSING` `PANEL_BLOCKED` `PANEL_VALIDATION` `PANEL_NO_NODE` `PANEL_NO_ALLOCATION`
   * `PANEL_EXTERNAL_ID_CLASH` `PANEL_NOT_FOUND` `PANEL_ROUTE_MISSING` `PANEL_REDIRECTED` `PANEL_CERTIFICATE`
   * `PANEL_REFUSED`. Passing: `PANEL_UNREACHABLE` `PANEL_RATE_LIMITED` `PANEL_MAINTENANCE`. Uncertain on a create or
   * write, passing on a read: `PANEL_TIMEOUT` `PANEL_LOST` `PANEL_ERROR` `PANEL_CONFLICT` `PANEL_DAEMON`. Uncertain
   * always: `PANEL_EXTERNAL_ID_TAKEN`. `PANEL_ANSWER_UNREADABLE` is uncertain on a create, refused on a read.
   */
  readonly code: string;
  /** A sentence that a tired person can act on. */
  readonly says: string;
  readonly status: number | null;
  /** The panel's own `errors[0].code`. */
  readonly panelCode: string | null;
  readonly fields: readonly { readonly field: string; readonly rule: string; readonly detail: string }[];
  readonly retryAfterMs: number | null;
}

/** One request and its answer, fit to be kept as evidence: no secrets, bodies cut at 8 KiB. */
export interface PanelExchange {
  readonly method: string;
  readonly path: string;
  readonly requestBody: unknown;
  readonly status: number | null;
  readonly responseBody: unknown;
  readonly startedAt: number;
  readonly durationMs: number;
}

export interface PanelCall<T> {
  readonly result: Result<T, PanelFault>;
  readonly exchanges: readonly PanelExchange[];
}

/**
 * A panel, whichever kind. Every method answers; none throws for what a network or a panel may do. Look-ups say null
 * only on a certain "not there" (the panel's own 404): a 401, a 429 or silence is a fault, never "not found".
 */
export interface Panel extends ServerActs {
  /**
   * Exactly this external id. The panel matches without case, accents and trailing spaces: where it finds such another,
   * that is a fault (`PANEL_EXTERNAL_ID_CLASH`), because it is not ours and yet no create can succeed beside it.
   */
  findServerByExternalId(externalId: string): Promise<PanelCall<PanelServer | null>>;
  getServer(id: number): Promise<PanelCall<PanelServer | null>>;
  /** All pages, with owner's e-mail and allocation. */
  listServers(): Promise<PanelCall<readonly PanelServer[]>>;
  /** All pages, each with its allocations. */
  listNodes(): Promise<PanelCall<readonly PanelNode[]>>;
  /** `nestId` is where to ask first; an egg that is not there is looked for in every nest. */
  getEgg(eggId: number, nestId: number | null): Promise<PanelCall<PanelEgg | null>>;
  getUser(id: number): Promise<PanelCall<PanelUser | null>>;
  /** Exactly this external id, as {@link Panel.findServerByExternalId}. */
  findUserByExternalId(externalId: string): Promise<PanelCall<PanelUser | null>>;
  /** Exact match without regard to case, over all pages; the panel's own filter is partial. */
  findUserByEmail(email: string): Promise<PanelCall<PanelUser | null>>;
  createUser(user: NewPanelUser): Promise<PanelCall<PanelUser>>;
  createServer(server: NewPanelServer): Promise<PanelCall<PanelServer>>;
  suspendServer(id: number): Promise<PanelCall<void>>;
  unsuspendServer(id: number): Promise<PanelCall<void>>;
  /** What the newest answer's rate-limit headers said; null before the first. */
  budget(): { readonly remaining: number; readonly limit: number } | null;
}
