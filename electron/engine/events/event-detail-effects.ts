import type { Selectable } from "kysely";
import type { EventEffect } from "../../../shared/contract/event-detail.ts";
import { jobState } from "../orders/order-detail-work.ts";
import type { OrderStates } from "../orders/order-machines.ts";
import type { Db } from "../store/open-store.ts";
import type { OrderHistoryTable } from "../store/tables/orders.ts";
import { readSteps } from "./event-detail-steps.ts";

type Change = Pick<Selectable<OrderHistoryTable>, "order_id" | "at" | "change" | "before" | "after">;

/**
 * What an event caused, oldest first: the state changes it made, the jobs written with them, each provisioning step that these
 * led to, and the server that came of it.
 */
export async function readEffects(db: Db, eventId: string): Promise<EventEffect[]> {
  const changes = await db
    .selectFrom("order_history")
    .select(["order_id", "at", "change", "before", "after"])
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

const changeOf = ({ at, order_id: orderId, before, after }: Change): EventEffect => ({
  kind: "change",
  at,
  says: moved(before, after),
  orderId,
});

const NAMES = [
  ["status", "Order"],
  ["paymentState", "Payment"],
  ["serviceState", "Service"],
] as const;

/** `Order from pending to paid, payment from unpaid to paid.` */
function moved(before: string, after: string): string {
  const [from, to] = [JSON.parse(before) as OrderStates, JSON.parse(after) as OrderStates];
  const parts = NAMES.flatMap(([key, name]) =>
    from[key] === to[key] ? [] : [`${name} from ${word(from[key])} to ${word(to[key])}`],
  );
  const [first, ...rest] = parts;
  if (!first) return "Confirmed what was already so.";
  return `${[first, ...rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(", ")}.`;
}

const word = (state: string): string => state.replaceAll("_", " ");

/** Jobs are written in the change's own transaction, so they carry its time. */
async function jobsOf(db: Db, orderIds: readonly string[], changes: readonly Change[]): Promise<EventEffect[]> {
  const times = changes.map(({ at }) => at);
  const rows = await db
    .selectFrom("jobs")
    .select(["order_id", "kind", "state", "attempts", "error", "created_at"])
    .where("order_id", "in", orderIds)
    .where("created_at", "in", times)
    .orderBy("id")
    .execute();
  return rows.map(({ kind, attempts, error, created_at: at, order_id: orderId, ...row }) => {
    const state = jobState(row.state, attempts, error);
    const times = attempts > 1 ? `, ${attempts} attempts` : "";
    return {
      kind: "job",
      at,
      says: `Job ${word(kind)}, ${state}${times}${error ? `: ${error}` : "."}`,
      state,
      orderId,
    };
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
      : [{ kind: "server", at, says: `Server ${server} (${identifier ?? "no identifier"}) runs.`, orderId: id }],
  );
}
