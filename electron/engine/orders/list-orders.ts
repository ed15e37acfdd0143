import { sql } from "kysely";
import type { OrderRow, OrderView } from "../../../shared/contract/orders.ts";
import type { OrderStatus } from "../../../shared/contract/states.ts";
import type { Db } from "../store/open-store.ts";
import { inOrderView, matchingOrders } from "./list-orders-filter.ts";
import { needsPerson, PAID_NO_SERVER } from "./order-rows-attention.ts";
import { type OrderWithAttention, ordersWithAttention, traceOrders } from "./order-rows.ts";

/** Which orders. `cursor` is what the page before answered. */
export interface OrderQuery {
  readonly view: OrderView;
  readonly query: string;
  readonly status: OrderStatus | null;
  readonly region: string | null;
  readonly cursor: string | null;
  readonly limit: number;
}

/** Where the next page begins: after this order of this group. Ids sort by age, so the id alone is the place. */
interface Place {
  readonly group: "attention" | "rest";
  readonly after: string | null;
}

/** A page of orders: those that need a person first, then the rest, each newest first. `cursor` is null on the last page. */
export async function listOrders(
  db: Db,
  query: OrderQuery,
  now: number,
): Promise<{ rows: OrderRow[]; cursor: string | null }> {
  const start = readCursor(query.cursor);
  const wanted = query.limit + 1;
  const first = await readGroup(db, query, start, wanted, now);
  const orders = [...first];
  if (start.group === "attention" && first.length < wanted)
    orders.push(...(await readGroup(db, query, { group: "rest", after: null }, wanted - first.length, now)));
  const page = orders.slice(0, query.limit);
  const traced = await traceOrders(db, page, now);
  const last = orders.length > query.limit ? page.at(-1) : undefined;
  return { rows: traced.map(({ row }) => row), cursor: last ? cursorAfter(last) : null };
}

function readGroup(db: Db, query: OrderQuery, place: Place, limit: number, now: number): Promise<OrderWithAttention[]> {
  const needs = needsPerson(now);
  let asked = ordersWithAttention(db, now)
    .where(place.group === "attention" ? needs : sql<boolean>`not ${needs}`)
    .where(inOrderView(query.view, now));
  if (query.status !== null) asked = asked.where("orders.status", "=", query.status);
  if (query.region !== null) asked = asked.where("orders.region", "=", query.region);
  if (query.query !== "") asked = asked.where(matchingOrders(query.query));
  if (place.after !== null) asked = asked.where("orders.id", "<", place.after);
  return asked.orderBy("orders.id", "desc").limit(limit).execute();
}

const cursorAfter = ({ id, reason }: OrderWithAttention): string => `${reason ? "attention" : "rest"}:${id}`;

/** A cursor that is not ours begins at the start: a link of an older version still opens the list. */
function readCursor(cursor: string | null): Place {
  const [, group, after] = /^(attention|rest):(.+)$/.exec(cursor ?? "") ?? [];
  if (!after) return { group: "attention", after: null };
  return { group: group === "rest" ? "rest" : "attention", after };
}

/** How many orders each view has. */
export async function countOrders(db: Db, now: number): Promise<Record<OrderView, number>> {
  const count = (view: OrderView) => sql<number>`count(*) filter (where ${inOrderView(view, now)})`.as(view);
  return db
    .selectFrom("orders")
    .select([
      count("all"),
      count("attention"),
      count("paid_no_server"),
      count("running"),
      count("past_due"),
      count("waiting_on_bank"),
    ])
    .executeTakeFirstOrThrow();
}

/** How many orders were paid for and have no server though they should. */
export async function countStuckOrders(db: Db, now: number): Promise<number> {
  const row = await db
    .selectFrom("orders")
    .select((eb) => eb.fn.countAll<number>().as("stuck"))
    .where(needsPerson(now, PAID_NO_SERVER))
    .executeTakeFirstOrThrow();
  return row.stuck;
}
