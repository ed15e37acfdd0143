import type { PanelStore } from "../store/open-panel-store.ts";
import type { ServerRow, UserRow } from "../store/rows.ts";
import { many, one, type Shape, type ShapeRows, stamp, stamps } from "./shape.ts";

export const userShape: Shape<UserRow> = {
  attributes: (row) => ({
    id: row.id,
    external_id: row.external_id,
    uuid: row.uuid,
    username: row.username,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    language: row.language,
    root_admin: row.root_admin === 1,
    "2fa": false,
    ...stamps(row),
  }),
  includes: { servers: many("server", "servers", (row, store) => store.servers.where({ owner_id: row.id })) },
};

/** The egg's variables with what this server set them to, in the egg's order. */
export function variablesOf(row: ServerRow, store: PanelStore): ShapeRows["server_variable"][] {
  const values = new Map(store.serverVariables.where({ server_id: row.id }).map((set) => [set.variable_id, set.value]));
  return store.eggVariables
    .where({ egg_id: row.egg_id })
    .map((variable) => ({ variable, value: values.get(variable.id) ?? variable.default_value }));
}

/** What the server's process is given, the panel's own additions last. */
export const environmentOf = (row: ServerRow, store: PanelStore): Record<string, string | number> => ({
  ...Object.fromEntries(variablesOf(row, store).map(({ variable, value }) => [variable.env_variable, value])),
  STARTUP: row.startup,
  P_SERVER_LOCATION: store.locations.get(store.nodes.get(row.node_id)!.location_id)!.short,
  P_SERVER_UUID: row.uuid,
  P_SERVER_ALLOCATION_LIMIT: row.allocation_limit,
});

export const limitsOf = (row: ServerRow) => ({
  memory: row.memory,
  swap: row.swap,
  disk: row.disk,
  io: row.io,
  cpu: row.cpu,
  threads: row.threads,
  oom_disabled: row.oom_disabled === 1,
});

export const featureLimitsOf = (row: ServerRow) => ({
  databases: row.database_limit,
  allocations: row.allocation_limit,
  backups: row.backup_limit,
});

/** Whether the panel takes it for installed: its status is all that it goes by. */
const isInstalled = (row: ServerRow): boolean => row.status !== "installing" && row.status !== "install_failed";

export const serverShape: Shape<ServerRow> = {
  attributes: (row, store) => ({
    id: row.id,
    external_id: row.external_id,
    uuid: row.uuid,
    identifier: row.uuidShort,
    name: row.name,
    description: row.description,
    status: row.status,
    suspended: row.status === "suspended",
    limits: limitsOf(row),
    feature_limits: featureLimitsOf(row),
    user: row.owner_id,
    node: row.node_id,
    allocation: row.allocation_id,
    nest: row.nest_id,
    egg: row.egg_id,
    container: {
      startup_command: row.startup,
      image: row.image,
      installed: isInstalled(row) ? 1 : 0,
      environment: environmentOf(row, store),
    },
    updated_at: stamp(row.updated_at),
    created_at: stamp(row.created_at),
  }),
  includes: {
    allocations: many("allocation", "allocations", (row, store) => store.allocations.where({ server_id: row.id })),
    user: one("user", "users", (row, store) => store.users.get(row.owner_id)),
    subusers: many("user", "users", () => []),
    nest: one("nest", "nests", (row, store) => store.nests.get(row.nest_id)),
    egg: one("egg", "eggs", (row, store) => store.eggs.get(row.egg_id)),
    variables: many("server_variable", "eggs", variablesOf),
    location: one("location", "locations", (row, store) =>
      store.locations.get(store.nodes.get(row.node_id)!.location_id),
    ),
    node: one("node", "nodes", (row, store) => store.nodes.get(row.node_id)),
    databases: many("database", "server_databases", () => []),
  },
};
