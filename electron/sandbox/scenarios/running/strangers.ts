import { randomUUID } from "node:crypto";
import { usedOf } from "../../panel/shapes/places.ts";
import { fold, foldOrNull } from "../../panel/store/fold.ts";
import type { PanelStore } from "../../panel/store/open-panel-store.ts";
import type { AllocationRow, NodeRow } from "../../panel/store/rows.ts";

/** An account on the panel that no shop has made, with this e-mail address in capitals. One that is there stays alone. */
export function plantUser(store: PanelStore, email: string, now: number): void {
  const email_fold = fold(email);
  if (store.users.where({ email_fold }).length > 0) return;
  const username = `stranger${store.users.count("1") + 1}`;
  store.users.insert({
    external_id: null,
    external_fold: null,
    uuid: randomUUID(),
    username,
    username_fold: fold(username),
    email: email.toUpperCase(),
    email_fold,
    first_name: "Somebody",
    last_name: "Else",
    language: "en",
    root_admin: 0,
    created_at: now,
    updated_at: now,
  });
}

interface Stranger {
  readonly node: NodeRow;
  /** The first is its main one. */
  readonly allocations: readonly AllocationRow[];
  readonly description: string;
  readonly memory: number;
  readonly externalId?: string;
}

/** A server of the panel's administrator that no shop has made. */
export function plantServer(store: PanelStore, stranger: Stranger, now: number): void {
  const { node, allocations, description, memory, externalId = null } = stranger;
  const uuid = randomUUID();
  const egg = store.eggs.select("ORDER BY id LIMIT 1")[0]!;
  const [image = ""] = Object.values(JSON.parse(egg.docker_images) as Record<string, string>);
  const server = store.servers.insert({
    external_id: externalId,
    external_fold: foldOrNull(externalId),
    uuid,
    uuidShort: uuid.slice(0, 8),
    node_id: node.id,
    name: "Somebody else's",
    description,
    status: null,
    owner_id: store.users.where({ root_admin: 1 })[0]!.id,
    memory,
    swap: 0,
    disk: 1024,
    io: 500,
    cpu: 100,
    threads: null,
    oom_disabled: 1,
    allocation_id: allocations[0]!.id,
    nest_id: egg.nest_id,
    egg_id: egg.id,
    startup: egg.startup,
    image,
    skip_scripts: 0,
    start_on_completion: 0,
    database_limit: 0,
    allocation_limit: 0,
    backup_limit: 0,
    power: "running",
    install_due_at: null,
    install_ends_as: null,
    created_at: now,
    updated_at: now,
  });
  for (const { id } of allocations) store.allocations.update(id, { server_id: server.id });
}

/** The memory of a node that is still to be had, its over-allocation included. */
export const freeMemory = (store: PanelStore, node: NodeRow): number =>
  Math.floor(node.memory * (1 + node.memory_overallocate / 100)) - usedOf(store, node.id).memory;

export const freePorts = (store: PanelStore, node: NodeRow): AllocationRow[] =>
  store.allocations.where({ node_id: node.id, server_id: null });
