import type { Call } from "../http/call.ts";
import type { ServerRow } from "../store/rows.ts";
import { environmentOf, featureLimitsOf, limitsOf, variablesOf } from "./servers.ts";

/** A server as its owner's API shows it. */
export interface ClientView {
  readonly object: "server";
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly meta?: Readonly<Record<string, unknown>>;
}

export function viewForClient({ store, user }: Call, row: ServerRow): ClientView {
  const node = store.nodes.get(row.node_id)!;
  const owner = row.owner_id === user.id;
  return {
    object: "server",
    attributes: {
      server_owner: owner,
      identifier: row.uuidShort,
      internal_id: row.id,
      uuid: row.uuid,
      name: row.name,
      node: node.name,
      is_node_under_maintenance: node.maintenance_mode === 1,
      sftp_details: { ip: node.fqdn, port: node.daemon_sftp },
      description: row.description,
      limits: limitsOf(row),
      invocation: invocationOf(row.startup, environmentOf(row, store)),
      docker_image: row.image,
      egg_features: JSON.parse(store.eggs.get(row.egg_id)!.features) as string[],
      feature_limits: featureLimitsOf(row),
      status: row.status,
      is_suspended: row.status === "suspended",
      is_installing: row.status === "installing",
      is_transferring: false,
      relationships: relationshipsOf(store, row),
    },
    meta: {
      is_server_owner: owner,
      user_permissions: ["*", "admin.websocket.errors", "admin.websocket.install", "admin.websocket.transfer"],
    },
  };
}

const invocationOf = (startup: string, environment: Readonly<Record<string, string | number>>): string =>
  startup.replace(/\{\{(\w+)\}\}/g, (all, name: string) => String(environment[name] ?? all));

function relationshipsOf(store: Call["store"], row: ServerRow) {
  const allocations = store.allocations.where({ server_id: row.id }).map((allocation) => ({
    object: "allocation",
    attributes: {
      id: allocation.id,
      ip: allocation.ip,
      ip_alias: allocation.ip_alias,
      port: allocation.port,
      notes: allocation.notes,
      is_default: allocation.id === row.allocation_id,
    },
  }));
  const variables = variablesOf(row, store)
    .filter(({ variable }) => variable.user_viewable === 1)
    .map(({ variable, value }) => ({
      object: "egg_variable",
      attributes: {
        name: variable.name,
        description: variable.description,
        env_variable: variable.env_variable,
        default_value: variable.default_value,
        server_value: value,
        is_editable: variable.user_editable === 1,
        rules: variable.rules,
      },
    }));
  return { allocations: { object: "list", data: allocations }, variables: { object: "list", data: variables } };
}
