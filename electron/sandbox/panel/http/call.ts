import type { Daemon } from "../daemon/daemon.ts";
import type { PanelDialect } from "../dialect/panel-dialect.ts";
import type { Installer } from "../daemon/installer.ts";
import type { PanelFaults } from "../faults.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import type { UserRow } from "../store/rows.ts";
import type { LastRequests } from "./last-requests.ts";
import type { PanelKey } from "./panel-key.ts";

/** What a key may be allowed; the panel's column is `r_` and this. */
export type Resource =
  | "servers"
  | "nodes"
  | "allocations"
  | "users"
  | "locations"
  | "nests"
  | "eggs"
  | "database_hosts"
  | "server_databases";
export type Access = "read" | "write";

/** The panel's parts, the same for every request. */
export interface PanelParts {
  readonly store: PanelStore;
  readonly keys: readonly PanelKey[];
  /** Which panel this is. */
  readonly dialect: PanelDialect;
  readonly daemon: Daemon;
  readonly installer: Installer;
  /** What goes wrong on purpose; nothing, where there are none. */
  readonly faults?: PanelFaults;
  readonly now: () => number;
  /** What was asked last, for who looks on. */
  readonly requests: LastRequests;
  /** Ends early, without an error, when the panel closes. */
  readonly wait: (ms: number) => Promise<void>;
  /** Between 0 and 1, for what the panel draws by lot. */
  readonly random: () => number;
}

/** A request that was let in. */
export interface Call extends PanelParts {
  readonly user: UserRow;
  readonly query: URLSearchParams;
  /** The body as the framework hands it on: texts trimmed, empty ones null. */
  readonly body: unknown;
  /** Where this panel is reached, for the links in its answers. */
  readonly origin: string;
  readonly path: string;
  may(resource: Resource, access: Access): boolean;
}
