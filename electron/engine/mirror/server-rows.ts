import { type Expression, type SqlBool, sql } from "kysely";
import type { ServerRow, ServerState, ServerView } from "../../../shared/contract/servers.ts";
import type { OrderStatus } from "../../../shared/contract/states.ts";
import type { Deps } from "../deps.ts";
import { adminPageOf } from "../panel/admin-page.ts";
import type { EngineOptions } from "../ports.ts";
import type { Db } from "../store/open-store.ts";

/** Which servers: `after` is the last row's id of the page before. */
export interface ServerQuery {
  readonly view: ServerView;
  readonly query: string;
  readonly nodeId: number | null;
  readonly after: number | null;
  readonly limit: number;
}

/** A page of the mirrored servers, newest (highest id) first; `after` is null on the last page. */
export async function listServerRows(
  deps: Pick<Deps, "db" | "options">,
  input: ServerQuery,
): Promise<{ rows: ServerRow[]; after: number | null }> {
  let query = serversWithOrders(deps.db)
    .selectAll("panel_servers")
    .select(["orders.id as order_id", "orders.status as order_status", "panel_nodes.name as node_name"])
    .where(inView(input.view));
  if (input.nodeId !== null) query = query.where("panel_servers.node_id", "=", input.nodeId);
  if (input.after !== null) query = query.where("panel_servers.id", "<", input.after);
  if (input.query !== "") query = query.where(matching(input.query));
  const found = await query
    .orderBy("panel_servers.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const rows = found.slice(0, input.limit).map((row) => serverRow(row, deps.options.panel));
  return { rows, after: found.length > input.limit ? (rows.at(-1)?.id ?? null) : null };
}

/** How many mirrored servers each view has. */
export async function countServers(db: Db): Promise<Record<ServerView, number>> {
  return serversWithOrders(db)
    .select([
      count("all").as("all"),
      count("no_order").as("no_order"),
      count("installing").as("installing"),
      count("suspended").as("suspended"),
    ])
    .executeTakeFirstOrThrow();
}

const count = (view: ServerView) => sql<number>`count(*) filter (where ${inView(view)})`;

/** Each server beside the order that it is of: the one its external id names, else the one that recorded it. */
const serversWithOrders = (db: Db) =>
  db
    .selectFrom("panel_servers")
    .leftJoin("orders", (join) =>
      join.on(
        sql<SqlBool>`orders.id = coalesce(
          (select o.id from orders o where o.id = panel_servers.external_id),
          (select o.id from orders o where o.ptero_server_id = panel_servers.id))`,
      ),
    )
    .leftJoin("panel_nodes", "panel_nodes.id", "panel_servers.node_id");

const VIEWS: Readonly<Record<ServerView, Expression<SqlBool>>> = {
  all: sql<SqlBool>`1 = 1`,
  no_order: sql<SqlBool>`orders.id is null`,
  installing: sql<SqlBool>`panel_servers.status in ('installing', 'install_failed', 'reinstall_failed')`,
  suspended: sql<SqlBool>`(panel_servers.suspended = 1 or panel_servers.status = 'suspended')`,
};
const inView = (view: ServerView): Expression<SqlBool> => VIEWS[view];

/** A fragment of what a person may have at hand; `%` and `_` in it mean themselves. */
function matching(text: string): Expression<SqlBool> {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const columns = ["name", "identifier", "uuid", "external_id", "user_email", "address"].map(
    (column) => sql<SqlBool>`panel_servers.${sql.ref(column)} like ${pattern} escape '\\'`,
  );
  return sql<SqlBool>`(${sql.join(columns, sql` or `)} or cast(panel_servers.id as text) = ${text})`;
}

interface Joined {
  readonly id: number;
  readonly identifier: string;
  readonly name: string;
  readonly status: string | null;
  readonly suspended: number;
  readonly user_email: string | null;
  readonly order_id: string | null;
  readonly order_status: OrderStatus | null;
  readonly node_id: number;
  readonly node_name: string | null;
  readonly address: string | null;
  readonly memory: number;
  readonly seen_at: number;
}

const serverRow = (row: Joined, panel: EngineOptions["panel"]): ServerRow => ({
  id: row.id,
  identifier: row.identifier,
  name: row.name,
  state: stateOf(row),
  customerEmail: row.user_email,
  orderId: row.order_id,
  remark: remarkOn(row),
  nodeName: row.node_name ?? `node ${row.node_id}`,
  address: row.address,
  memoryMb: row.memory,
  panelUrl: adminPageOf(panel, row.id),
  seenAt: row.seen_at,
});

function stateOf({ status, suspended }: Joined): ServerState {
  if (suspended === 1 || status === "suspended") return "suspended";
  if (status === null) return "active";
  if (status === "installing") return "installing";
  return status === "install_failed" || status === "reinstall_failed" ? "install_failed" : "unknown";
}

function remarkOn(row: Joined): string | null {
  if (row.order_id === null) return "no order claims it";
  const isOver = row.order_status === "refunded" || row.order_status === "canceled";
  if (isOver && stateOf(row) !== "suspended") return `its order is ${row.order_status}, and it is not suspended`;
  return null;
}
