import type { Deps } from "../../deps.ts";
import { openFinding } from "../../findings/findings.ts";
import { listHolds, placeHold } from "../../lifecycle/holds.ts";
import { settleOrder } from "../../lifecycle/settle-order.ts";
import { changeOrder, findOrder, statesOf } from "../../orders/order-repository.ts";
import { mustStandStill, wantsServer } from "../../lifecycle/decide-standing.ts";
import type { PanelServer } from "../../panel/panel-port.ts";
import { startProvisioning } from "../../provisioning/claim-order.ts";
import type { Db } from "../../store/open-store.ts";
import { ORDER_ID } from "./order-metadata.ts";
import type { RebuildReport } from "./rebuild-report.ts";
import { listRebuilt } from "./rebuilt-orders.ts";

/** A purchase this young may well have been under way when the database was lost. */
const YOUNG_MS = 24 * 3_600_000;

/**
 * What Stripe and the panel together don't tell, a person decides: a paid order of long ago without a server (it may have one
 * under another name, or it was deleted on purpose), a stopped server that nothing holds, a server of an order that nobody
 * knows. Each is a finding; none is acted on.
 */
export async function leaveToPersons(
  { db, options }: Deps,
  servers: ReadonlyMap<string, PanelServer>,
  since: number,
  report: RebuildReport,
): Promise<void> {
  const now = options.now();
  for (const { id } of await listRebuilt(db, since)) {
    if (await db.transaction().execute((tx) => stopUnlessYoung(tx, id, now))) report.failed.set(id, WITHOUT_SERVER);
    const server = servers.get(id);
    if (server?.suspended) await db.transaction().execute((tx) => holdStill(tx, id, server, now));
  }
  for (const [orderId, server] of servers)
    if (ORDER_ID.test(orderId) && !(await findOrder(db, orderId))) await tellUnknown(db, orderId, server, now);
}

const WITHOUT_SERVER =
  "It was paid more than a day before this database was rebuilt, and the panel has no server with its id. Look whether the customer has one under another name, and link it; retry makes a new one.";

async function stopUnlessYoung(tx: Db, orderId: string, now: number): Promise<boolean> {
  const order = await findOrder(tx, orderId);
  if (!order || !wantsServer(statesOf(order)) || order.status !== "paid") return false;
  if (order.paid_at === null || now - order.paid_at < YOUNG_MS) return false;
  const by = { cause: "rebuilt", at: now } as const;
  const started = await startProvisioning(tx, order, by);
  if (!started.ok) return false;
  const patch = { error_code: "REBUILT_WITHOUT_SERVER", error_message: WITHOUT_SERVER };
  const stopped = await changeOrder(tx, started.value, "provisioning_failed", by, patch);
  if (stopped.ok) await tell(tx, "REBUILT_WITHOUT_SERVER", orderId, WITHOUT_SERVER, now);
  return stopped.ok;
}

function tellUnknown(db: Db, orderId: string, { id }: PanelServer, now: number): Promise<void> {
  const says = `Server ${id} on the panel carries the id of an order that neither Stripe nor this database knows. It was free of charge or paid elsewhere. Make an order for its customer, and link the server to it.`;
  return db.transaction().execute((tx) => tell(tx, "SERVER_OF_LOST_ORDER", orderId, says, now));
}

/** Whoever suspended it had a reason, and it is not among those that Stripe tells. */
async function holdStill(tx: Db, orderId: string, server: PanelServer, now: number): Promise<void> {
  const order = await findOrder(tx, orderId);
  if (!order || order.ptero_server_id !== server.id || mustStandStill(statesOf(order))) return;
  if ((await listHolds(tx, orderId)).length > 0) return;
  const says = `Server ${server.id} was suspended on the panel when this database was rebuilt, and nothing at Stripe says why. It stays so until a person lifts it.`;
  await placeHold(tx, { order_id: orderId, reason: "operator", source: "operator", since: now, says });
  await settleOrder(tx, order, order, { cause: "rebuilt", at: now });
  await tell(tx, "SUSPENDED_BEFORE_REBUILD", orderId, says, now);
}

async function tell(tx: Db, code: string, orderId: string, says: string, now: number): Promise<void> {
  await openFinding(tx, { code, subject: orderId, says, evidence: { orderId } }, now);
}
