import { createHash } from "node:crypto";
import { ulid } from "ulid";
import { between, oneOf, randomOf, type Random } from "../scenarios/chance.ts";
import { fold, foldOrNull } from "../panel/store/fold.ts";
import type { PanelStore } from "../panel/store/open-panel-store.ts";
import type { NodeRow, ServerRow } from "../panel/store/rows.ts";
import type { DriftKind } from "./drift.ts";
import type { Fate, Life } from "./life.ts";

/** Drift by which a life has no server. */
const WITHOUT_SERVER: ReadonlySet<DriftKind> = new Set<DriftKind>([
  "session_without_order",
  "event_never_made",
  "webhook_not_delivered",
  "paid_without_server",
  "amount_mismatch",
  "server_deleted",
]);

/** Whoever keeps their server after the money has gone keeps it by drift. */
const SUSPENDED_AFTER: ReadonlySet<Fate> = new Set<Fate>(["cancels", "refunded", "disputed"]);

export interface OnPanel {
  readonly store: PanelStore;
  readonly seed: number;
  /** Which free port a node gives next. */
  readonly ports: Map<number, number>;
}

/** Writes a life's account and server on the panel as they are at the world's end. The server's number, where there is one. */
export function settleOnPanel(on: OnPanel, life: Life, isOver: boolean): number | null {
  const { drift } = life;
  if (drift !== null && WITHOUT_SERVER.has(drift)) return null;
  const random = randomOf(on.seed, "panel", life.index);
  const owner = userFor(on, life, random);
  const own = { ...serverOf(on, life, random, owner), ...changedBy(on, life, random) };
  const isSuspended = isOver && SUSPENDED_AFTER.has(life.fate) && drift === null;
  const server = place(on, life, { ...own, ...(isSuspended ? { status: "suspended", power: "offline" } : {}) });
  if (drift === "server_duplicated") place(on, life, again(own, random, null));
  if (drift === "orphan_server") place(on, life, again(own, random, `ord_${ulid(life.startsAt * 1000, random)}`));
  return server.id;
}

type NewServer = Omit<ServerRow, "allocation_id" | "id">;

function userFor({ store }: OnPanel, life: Life, random: Random): number {
  const [first = "", last = ""] = life.name.split(" ");
  const external = life.drift === "email_clash" ? `old-shop-${life.index}` : life.userId;
  const email = life.email;
  const username = email.slice(0, email.indexOf("@")).slice(0, 32);
  return store.users.insert({
    external_id: external,
    external_fold: fold(external),
    uuid: uuidBy(random),
    username,
    username_fold: fold(username),
    email,
    email_fold: fold(email),
    first_name: first,
    last_name: last,
    language: "en",
    root_admin: 0,
    ...stampsOf(life),
  }).id;
}

function serverOf({ store }: OnPanel, life: Life, random: Random, owner: number): NewServer {
  const { plan, region } = life;
  const egg = store.eggs.get(plan.egg_id)!;
  const [image = ""] = Object.values(JSON.parse(egg.docker_images) as Record<string, string>);
  const uuid = uuidBy(random);
  return {
    external_id: life.orderId,
    external_fold: fold(life.orderId),
    uuid,
    uuidShort: uuid.slice(0, 8),
    node_id: nodeIn(store, region, random).id,
    name: life.serverName,
    description: "",
    status: null,
    owner_id: owner,
    memory: plan.ram_mb,
    swap: plan.swap_mb,
    disk: plan.disk_mb,
    io: plan.io_weight,
    cpu: plan.cpu_percent,
    threads: null,
    oom_disabled: 1,
    nest_id: egg.nest_id,
    egg_id: egg.id,
    startup: plan.startup ?? egg.startup,
    image: plan.docker_image ?? image,
    skip_scripts: 0,
    start_on_completion: 1,
    database_limit: plan.databases,
    allocation_limit: plan.allocations,
    backup_limit: plan.backups,
    power: "running",
    install_due_at: null,
    install_ends_as: null,
    ...stampsOf(life),
  };
}

/** How the life's drift makes its server another than was sold. */
function changedBy({ store }: OnPanel, { drift, plan, region }: Life, random: Random): Partial<NewServer> {
  switch (drift) {
    case "server_without_external_id":
      return { external_id: null, external_fold: null };
    case "server_suspended_though_paid":
      return { status: "suspended", power: "offline" };
    case "server_resized":
      return { memory: plan.ram_mb * 2, disk: plan.disk_mb * 2 };
    case "server_of_another_customer":
      return { owner_id: store.users.where({ root_admin: 1 })[0]!.id };
    case "server_in_another_region": {
      const elsewhere = store.nodes
        .select("ORDER BY id")
        .filter((node) => !region.location_ids.includes(node.location_id));
      return elsewhere.length > 0 ? { node_id: oneOf(random, elsewhere).id } : {};
    }
    case "server_with_another_egg": {
      const egg = store.eggs.select("ORDER BY id").find(({ id }) => id !== plan.egg_id);
      return egg ? { egg_id: egg.id, nest_id: egg.nest_id } : {};
    }
    case "install_failed":
      return { status: "install_failed", power: "offline" };
    case "install_never_ended":
      return { status: "installing", power: "offline" };
    default:
      return {};
  }
}

function again(own: NewServer, random: Random, externalId: string | null): NewServer {
  const uuid = uuidBy(random);
  return { ...own, uuid, uuidShort: uuid.slice(0, 8), external_id: externalId, external_fold: foldOrNull(externalId) };
}

const nodeIn = (store: PanelStore, { location_ids, node_ids = [] }: Life["region"], random: Random): NodeRow => {
  const inRegion = store.nodes
    .select("ORDER BY id")
    .filter((node) => (node_ids.length > 0 ? node_ids.includes(node.id) : location_ids.includes(node.location_id)));
  return oneOf(random, inRegion);
};

const FIRST_PORT = 30_000;
const PORTS = 35_000;

/**
 * Puts a server on its node with a port of its own. The node grows by what the server takes, so a world leaves as much
 * room as there was.
 */
function place({ store, ports }: OnPanel, { plan }: Life, server: NewServer): ServerRow {
  const node = store.nodes.get(server.node_id)!;
  const nth = ports.get(node.id) ?? 0;
  ports.set(node.id, nth + 1);
  store.nodes.update(node.id, { memory: node.memory + server.memory, disk: node.disk + server.disk });
  const ip = `10.${node.id % 250}.${Math.floor(nth / PORTS)}.1`;
  const port = FIRST_PORT + (nth % PORTS);
  const at = { node_id: node.id, ip, port, ip_alias: `${node.name}.play.example`, notes: null };
  const allocation = store.allocations.insert({ ...at, server_id: null });
  const placed = store.servers.insert({ ...server, allocation_id: allocation.id });
  store.allocations.update(allocation.id, { server_id: placed.id });
  for (const variable of store.eggVariables.where({ egg_id: placed.egg_id }))
    store.serverVariables.insert({
      server_id: placed.id,
      variable_id: variable.id,
      value: plan.environment[variable.env_variable] ?? variable.default_value,
    });
  return placed;
}

const stampsOf = ({ startsAt }: Life) => {
  const at = (startsAt + 30) * 1000;
  return { created_at: at, updated_at: at };
};

function uuidBy(random: Random): string {
  const words = Array.from({ length: 8 }, () => between(random, 0, 0xffff).toString(16).padStart(4, "0")).join("");
  const hex = createHash("sha256").update(words).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
