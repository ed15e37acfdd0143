import type { Selectable } from "kysely";
import type { Finding } from "../../findings/findings.ts";
import { listOpenFindings } from "../../findings/findings.ts";
import type { Hold } from "../../lifecycle/holds.ts";
import type { Order } from "../../orders/order-repository.ts";
import type { Db } from "../../store/open-store.ts";
import type { OrderHistoryTable, OrderSessionsTable } from "../../store/tables/orders.ts";
import type { ScheduledActsTable } from "../../store/tables/life.ts";
import type { JobsTable } from "../../store/tables/work.ts";

/** All that applying an event can change, for the orders that it touches. */
export interface OrderState {
  readonly orders: readonly Order[];
  readonly sessions: readonly Selectable<OrderSessionsTable>[];
  readonly holds: readonly Hold[];
  /** Those that are due. */
  readonly scheduled: readonly Selectable<ScheduledActsTable>[];
  readonly openFindings: readonly Finding[];
}

/** Reads the state of these orders, and every open finding. */
export async function readOrderState(db: Db, orderIds: readonly string[]): Promise<OrderState> {
  const openFindings = await listOpenFindings(db);
  if (orderIds.length === 0) return { orders: [], sessions: [], holds: [], scheduled: [], openFindings };
  return {
    orders: await db.selectFrom("orders").selectAll().where("id", "in", orderIds).execute(),
    sessions: await db.selectFrom("order_sessions").selectAll().where("order_id", "in", orderIds).execute(),
    holds: await db.selectFrom("service_holds").selectAll().where("order_id", "in", orderIds).execute(),
    scheduled: await db
      .selectFrom("scheduled_acts")
      .selectAll()
      .where("order_id", "in", orderIds)
      .where("state", "=", "waiting")
      .execute(),
    openFindings,
  };
}

/** Where the tables that only grow end. */
export interface Ends {
  readonly history: number;
  readonly jobs: number;
}

/** What was written beyond an {@link Ends}. */
export interface Added {
  readonly history: readonly Selectable<OrderHistoryTable>[];
  readonly jobs: readonly Selectable<JobsTable>[];
}

/** Where history and jobs end now. */
export async function readEnds(db: Db): Promise<Ends> {
  const [history, jobs] = [
    await db
      .selectFrom("order_history")
      .select((eb) => eb.fn.max("id").as("id"))
      .executeTakeFirst(),
    await db
      .selectFrom("jobs")
      .select((eb) => eb.fn.max("id").as("id"))
      .executeTakeFirst(),
  ];
  return { history: history?.id ?? 0, jobs: jobs?.id ?? 0 };
}

/** What was added since, oldest first. */
export async function readAdded(db: Db, { history, jobs }: Ends): Promise<Added> {
  return {
    history: await db.selectFrom("order_history").selectAll().where("id", ">", history).orderBy("id").execute(),
    jobs: await db.selectFrom("jobs").selectAll().where("id", ">", jobs).orderBy("id").execute(),
  };
}
