import type { EventDetail } from "../../../shared/contract/events.ts";
import type { OrderStates } from "../orders/order-machines.ts";
import type { Db } from "../store/open-store.ts";

type Effect = EventDetail["effects"][number];

/** What an event caused, oldest first: the state changes it made, the jobs written with them, the server that came of it. */
export async function readEffects(db: Db, eventId: string): Promise<Effect[]> {
  const changes = await db
    .selectFrom("order_history")
    .select(["order_id", "at", "change", "before", "after"])
    .where("cause", "=", `event:${eventId}`)
    .orderBy("id")
    .execute();
  const orderIds = [...new Set(changes.map((change) => change.order_id))];
  if (orderIds.length === 0) return [];
  const made = changes.map(({ at, order_id: orderId, before, after }) => ({ at, says: moved(before, after), orderId }));
  const times = changes.map(({ at }) => at);
  const paid = changes.filter(({ change }) => change === "payment_confirmed").map((change) => change.order_id);
  const effects = [...made, ...(await jobsOf(db, orderIds, times)), ...(await serversOf(db, paid))];
  return effects.sort((a, b) => a.at - b.at);
}

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
async function jobsOf(db: Db, orderIds: readonly string[], times: readonly number[]): Promise<Effect[]> {
  const rows = await db
    .selectFrom("jobs")
    .select(["order_id", "kind", "state", "error", "created_at"])
    .where("order_id", "in", orderIds)
    .where("created_at", "in", times)
    .orderBy("id")
    .execute();
  return rows.map(({ kind, state, error, created_at: at, order_id: orderId }) => ({
    at,
    says: `Job ${word(kind)}, ${state}${error ? `: ${error}` : "."}`,
    orderId,
  }));
}

async function serversOf(db: Db, orderIds: readonly string[]): Promise<Effect[]> {
  if (orderIds.length === 0) return [];
  const rows = await db
    .selectFrom("orders")
    .select(["id", "ptero_server_id", "ptero_identifier", "provisioned_at"])
    .where("id", "in", orderIds)
    .where("ptero_server_id", "is not", null)
    .execute();
  return rows.flatMap(({ id, ptero_server_id: server, ptero_identifier: identifier, provisioned_at: at }) =>
    at === null ? [] : [{ at, says: `Server ${server} (${identifier ?? "no identifier"}) runs.`, orderId: id }],
  );
}
