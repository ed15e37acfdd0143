import type { Selectable } from "kysely";
import type { EventEffect } from "../../../shared/contract/event-detail.ts";
import { jobState } from "../orders/order-detail-work.ts";
import { moved, word } from "../orders/moved.ts";
import type { Db } from "../store/open-store.ts";
import type { OrderHistoryTable } from "../store/tables/orders.ts";
import { ran } from "./event-detail-job.ts";
import { readSteps } from "./event-detail-steps.ts";

type Change = Pick<Selectable<OrderHistoryTable>, "id" | "order_id" | "at" | "change" | "before" | "after">;

/**
 * What an event caused, oldest first: the state changes it made, the jobs written with them, each provisioning step that these
 * led to, and the server that came of it.
 */
export async function readEffects(db: Db, eventId: string): Promise<EventEffect[]> {
  const changes = await db
    .selectFrom("order_history")
    .select(["id", "order_id", "at", "change", "before", "after"])
    .where("cause", "=", `event:${eventId}`)
    .orderBy("id")
    .execute();
  const orderIds = [...new Set(changes.map((change) => change.order_id))];
  if (orderIds.length === 0) return [];
  const paid = changes.filter(({ change }) => change === "payment_confirmed");
  const effects = [
    ...changes.map(changeOf),
    ...(await jobsOf(db, orderIds, changes)),
    ...(await readSteps(db, paid)),
    ...(await serversOf(db, paid)),
  ];
  return effects.sort((a, b) => a.at - b.at);
}

const changeOf = ({ id, at, order_id: orderId, before, after }: Change): EventEffect => ({
  kind: "change",
  key: `change ${id}`,
  at,
  says: moved(before, after),
  orderId,
});

/** Jobs are written in the change's own transaction, so they carry its time. */
async function jobsOf(db: Db, orderIds: readonly string[], changes: readonly Change[]): Promise<EventEffect[]> {
  const times = changes.map(({ at }) => at);
  const rows = await db
    .selectFrom("jobs")
    .select(["id", "order_id", "kind", "state", "attempts", "error", "created_at"])
    .where("order_id", "in", orderIds)
    .where("created_at", "in", times)
    .orderBy("id")
    .execute();
  return rows.map(({ id, kind, attempts, error, created_at: at, order_id: orderId, ...row }) => {
    const state = jobState(row.state, attempts, error);
    const says = `Job ${word(kind)}${ran(attempts)}${error ? `: ${error}` : "."}`;
    return { kind: "job", key: `job ${id}`, at, says, state, orderId };
  });
}

async function serversOf(db: Db, paid: readonly Change[]): Promise<EventEffect[]> {
  if (paid.length === 0) return [];
  const rows = await db
    .selectFrom("orders")
    .select(["id", "ptero_server_id", "ptero_identifier", "provisioned_at"])
    .where(
      "id",
      "in",
      paid.map((change) => change.order_id),
    )
    .where("ptero_server_id", "is not", null)
    .execute();
  return rows.flatMap(({ id, ptero_server_id: server, ptero_identifier: identifier, provisioned_at: at }) =>
    at === null
      ? []
      : [
          {
            kind: "server",
            key: `server ${id}`,
            at,
            says: `Server ${server} (${identifier ?? "no identifier"}) runs.`,
            orderId: id,
          },
        ],
  );
}
