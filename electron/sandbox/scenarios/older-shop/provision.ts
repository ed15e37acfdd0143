import type { CatalogFile } from "../../../../shared/contract/catalog-file.ts";
import { GOOD_HABITS, type Habits, type ToldNode } from "./habits.ts";
import type { Json, ShopCalls } from "./shop-calls.ts";
import type { ShopOrder, ShopOrders } from "./shop-order.ts";

export interface ShopPorts {
  readonly catalog: CatalogFile;
  readonly calls: ShopCalls;
  readonly habits: Habits;
  readonly orders: ShopOrders;
}

/** Makes the order's server the way this shop does; a failure ends as the order's `error`. */
export async function provision(ports: ShopPorts, order: ShopOrder): Promise<ShopOrder> {
  const { orders, habits } = ports;
  try {
    habits.beforeFirstCall();
    const panel_user_id = await panelUser(ports, order);
    const made = await makeServer(ports, orders.change(order.id, { panel_user_id }));
    return orders.change(order.id, {
      status: "provisioned",
      ptero_server_id: Number(made["id"]),
      ptero_identifier: String(made["identifier"]),
      error_message: null,
    });
  } catch (cause) {
    const error_message = cause instanceof Error ? cause.message : String(cause);
    return orders.change(order.id, { status: "error", error_message });
  }
}

const attributesOf = (answer: Json) => answer["attributes"] as Json;
const rowsOf = (answer: unknown): Json[] => (answer as { data: Json[] }).data.map(attributesOf);

async function panelUser({ calls }: ShopPorts, { user_id, email }: ShopOrder): Promise<number> {
  const known = await calls.panel("GET", `/users/external/${encodeURIComponent(user_id)}`).catch(() => null);
  const made =
    known ??
    (await calls.panel("POST", "/users", {
      external_id: user_id,
      email,
      username: `old${user_id.replaceAll(/[^a-z0-9]/gi, "").toLowerCase()}x`,
      first_name: "Older",
      last_name: "Customer",
    }));
  return Number(attributesOf(made)["id"]);
}

async function makeServer(ports: ShopPorts, order: ShopOrder): Promise<Json> {
  const { catalog, calls, habits } = ports;
  const plan = catalog.plans.find(({ id }) => id === order.plan_id)!;
  const region = catalog.regions.find(({ id }) => id === order.region)!;
  const nodes = await nodesIn(calls, region.location_ids, habits.nodeQuery);
  const node = nodes.find(({ allocations }) => allocations.some(({ assigned }) => !assigned));
  if (!node) throw new Error("No allocation.");
  const egg = attributesOf(
    await calls.panel("GET", `/nests/${plan.nest_id ?? 1}/eggs/${plan.egg_id}?include=variables`),
  );
  const made = await calls.panel("POST", "/servers", {
    name: order.server_name,
    external_id: habits.externalIdOf(order),
    user: habits.panelUserOf(order),
    egg: plan.egg_id,
    docker_image: plan.docker_image ?? egg["docker_image"],
    startup: plan.startup ?? egg["startup"],
    environment: { ...defaultsOf(egg), ...plan.environment },
    limits: { memory: plan.ram_mb, swap: 0, disk: plan.disk_mb, io: 500, cpu: plan.cpu_percent },
    feature_limits: { databases: 0, allocations: 0, backups: 0 },
    start_on_completion: true,
    ...habits.placeOn(node, node.allocations.find(({ assigned }) => !assigned)!.id),
  });
  return attributesOf(made);
}

/** Whether a region has a free port, asked before any money moves. */
export async function hasRoom({ catalog, calls }: ShopPorts, region: string): Promise<boolean> {
  const { location_ids } = catalog.regions.find(({ id }) => id === region)!;
  const nodes = await nodesIn(calls, location_ids, GOOD_HABITS.nodeQuery);
  return nodes.some(({ allocations }) => allocations.some(({ assigned }) => !assigned));
}

async function nodesIn(calls: ShopCalls, locations: readonly number[], query: string): Promise<ToldNode[]> {
  const answer = await calls.panel("GET", `/nodes?per_page=1000${query}`);
  return rowsOf(answer)
    .filter((node) => locations.includes(Number(node["location_id"])))
    .map((node) => ({
      id: Number(node["id"]),
      location_id: Number(node["location_id"]),
      allocations: relation(node, "allocations") as ToldNode["allocations"] & Json[],
    }));
}

const relation = (row: Json, name: string): Json[] => {
  const related = (row["relationships"] as Json | undefined)?.[name];
  return related === undefined ? [] : rowsOf(related);
};

const defaultsOf = (egg: Json): Record<string, unknown> =>
  Object.fromEntries(
    relation(egg, "variables").map((variable) => [String(variable["env_variable"]), variable["default_value"]]),
  );
