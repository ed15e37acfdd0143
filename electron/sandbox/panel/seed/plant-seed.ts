import { createHash } from "node:crypto";
import { fold, foldOrNull } from "../store/fold.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import type { PanelSeed, SeedEgg, SeedNode, SeedServer, SeedUser } from "./panel-seed.ts";

const AUTHOR = "sandbox@example.com";

/**
 * Puts into the store what the seed has and the store lacks, by number; what is there stays as it became since.
 */
export function plantSeed(store: PanelStore, seed: PanelSeed, now: number): void {
  const stamps = { created_at: now, updated_at: now };
  store.together(() => {
    for (const { id, short, long } of missing(seed.locations, store.locations))
      store.locations.insert({ id, short, long, ...stamps });
    for (const nest of missing(seed.nests, store.nests))
      store.nests.insert({ ...nest, uuid: uuidOf("nest", nest.id), author: AUTHOR, ...stamps });
    for (const egg of missing(seed.eggs, store.eggs)) plantEgg(store, egg, stamps);
    for (const node of missing(seed.nodes, store.nodes)) plantNode(store, node, stamps);
    for (const user of missing(seed.users, store.users)) plantUser(store, user, stamps);
    for (const server of missing(seed.servers ?? [], store.servers)) plantServer(store, server, stamps);
    if (seed.maintenance !== undefined) store.setFlag("maintenance", seed.maintenance ? "on" : "off");
  });
}

interface Stamps {
  readonly created_at: number;
  readonly updated_at: number;
}

const missing = <T extends { readonly id: number }>(rows: readonly T[], table: { get(id: number): unknown }): T[] =>
  rows.filter(({ id }) => table.get(id) === undefined);

/** The same uuid for the same thing on every machine, so that a seeded world is always the same world. */
function uuidOf(kind: string, id: number): string {
  const hex = createHash("sha256").update(`${kind}:${id}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function plantEgg(store: PanelStore, egg: SeedEgg, stamps: Stamps): void {
  store.eggs.insert({
    id: egg.id,
    uuid: uuidOf("egg", egg.id),
    nest_id: egg.nestId,
    name: egg.name,
    author: AUTHOR,
    description: egg.description ?? null,
    docker_images: JSON.stringify(egg.images),
    startup: egg.startup,
    features: JSON.stringify(egg.features ?? []),
    ...stamps,
  });
  for (const variable of egg.variables)
    store.eggVariables.insert({
      egg_id: egg.id,
      name: variable.name,
      description: variable.description ?? "",
      env_variable: variable.env,
      default_value: variable.value,
      user_viewable: variable.hidden ? 0 : 1,
      user_editable: variable.hidden ? 0 : 1,
      rules: variable.rules,
      ...stamps,
    });
}

function plantNode(store: PanelStore, node: SeedNode, stamps: Stamps): void {
  store.nodes.insert({
    id: node.id,
    uuid: uuidOf("node", node.id),
    public: node.public === false ? 0 : 1,
    name: node.name,
    description: null,
    location_id: node.locationId,
    tags: JSON.stringify(node.tags ?? []),
    fqdn: node.fqdn ?? `${node.name}.sandbox.example`,
    scheme: "https",
    behind_proxy: 0,
    maintenance_mode: node.maintenance ? 1 : 0,
    memory: node.memory,
    memory_overallocate: node.memoryOverallocate ?? 0,
    disk: node.disk,
    disk_overallocate: node.diskOverallocate ?? 0,
    upload_size: 100,
    daemon_listen: 8080,
    daemon_sftp: 2022,
    daemon_base: "/var/lib/pterodactyl/volumes",
    daemon: JSON.stringify(node.daemon ?? {}),
    ...stamps,
  });
  for (const { ip, alias, from, count } of node.ports)
    for (let port = from; port < from + count; port += 1)
      store.allocations.insert({ node_id: node.id, ip, ip_alias: alias ?? null, port, notes: null, server_id: null });
}

function plantUser(store: PanelStore, user: SeedUser, stamps: Stamps): void {
  store.users.insert({
    id: user.id,
    external_id: user.externalId ?? null,
    external_fold: foldOrNull(user.externalId ?? null),
    uuid: uuidOf("user", user.id),
    username: user.username,
    username_fold: fold(user.username),
    email: user.email,
    email_fold: fold(user.email),
    first_name: user.firstName,
    last_name: user.lastName,
    language: "en",
    root_admin: user.admin ? 1 : 0,
    ...stamps,
  });
}

function plantServer(store: PanelStore, server: SeedServer, stamps: Stamps): void {
  const free = store.allocations.where({ node_id: server.nodeId, server_id: null }).map(({ id }) => id);
  const allocations = server.allocationIds ?? free.slice(0, 1);
  const egg = store.eggs.get(server.eggId)!;
  const uuid = server.uuid ?? uuidOf("server", server.id);
  store.servers.insert({
    id: server.id,
    external_id: server.externalId ?? null,
    external_fold: foldOrNull(server.externalId ?? null),
    uuid,
    uuidShort: uuid.slice(0, 8),
    node_id: server.nodeId,
    name: server.name,
    description: "",
    status: server.status ?? null,
    owner_id: server.userId,
    memory: server.memory,
    swap: 0,
    disk: server.disk,
    io: 500,
    cpu: server.cpu,
    threads: null,
    oom_disabled: 1,
    allocation_id: allocations[0]!,
    nest_id: egg.nest_id,
    egg_id: egg.id,
    startup: egg.startup,
    image: Object.values(JSON.parse(egg.docker_images) as Record<string, string>)[0] ?? "",
    skip_scripts: 0,
    start_on_completion: 0,
    database_limit: 0,
    allocation_limit: 0,
    backup_limit: 0,
    power: server.power ?? "offline",
    install_due_at: null,
    install_ends_as: null,
    ...stamps,
  });
  for (const id of allocations) store.allocations.update(id, { server_id: server.id });
  for (const variable of store.eggVariables.where({ egg_id: egg.id }))
    store.serverVariables.insert({ server_id: server.id, variable_id: variable.id, value: variable.default_value });
}
