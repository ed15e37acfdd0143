import { PROVISION_SERVER } from "../provisioning/provision-job.ts";
import type { Db } from "../store/open-store.ts";
import type { HistoryFact, JobFact, RequestFact, StepFact } from "./trace-facts.ts";

const PAYMENT_CHANGES = ["payment_confirmed", "amount_mismatched", "amount_approved"];

export interface WaybillSide {
  readonly requests: ReadonlyMap<string, RequestFact>;
  readonly payments: ReadonlyMap<string, readonly HistoryFact[]>;
  readonly jobs: ReadonlyMap<string, JobFact>;
  readonly steps: ReadonlyMap<string, readonly StepFact[]>;
}

/** What Waybill itself wrote of the orders, by order id. */
export async function readWaybillSide(db: Db, orderIds: readonly string[]): Promise<WaybillSide> {
  return {
    requests: await readRequests(db, orderIds),
    payments: await readPayments(db, orderIds),
    jobs: await readProvisioningJobs(db, orderIds),
    steps: await readSteps(db, orderIds),
  };
}

async function readRequests(db: Db, orderIds: readonly string[]): Promise<Map<string, RequestFact>> {
  const rows = await db
    .selectFrom("checkout_requests")
    .select(["order_id", "at", "actor", "channel"])
    .where("order_id", "in", orderIds)
    .orderBy("id")
    .execute();
  return newest(rows);
}

async function readPayments(db: Db, orderIds: readonly string[]): Promise<Map<string, HistoryFact[]>> {
  const rows = await db
    .selectFrom("order_history")
    .select(["order_id", "at", "cause", "change"])
    .where("order_id", "in", orderIds)
    .where("change", "in", PAYMENT_CHANGES)
    .orderBy("id")
    .execute();
  return grouped(rows);
}

async function readProvisioningJobs(db: Db, orderIds: readonly string[]): Promise<Map<string, JobFact>> {
  const rows = await db
    .selectFrom("jobs")
    .select(["order_id", "state", "run_at", "attempts", "error"])
    .where("order_id", "in", orderIds)
    .where("kind", "=", PROVISION_SERVER)
    .orderBy("id")
    .execute();
  return newest(rows);
}

/** Of the present run, the newest attempt of each step in the order in which they were last begun; without the bulky evidence. */
async function readSteps(db: Db, orderIds: readonly string[]): Promise<Map<string, StepFact[]>> {
  const rows = await db
    .selectFrom("provisioning_steps")
    .select(["order_id", "name", "attempt", "outcome", "says", "code"])
    .select(["started_at as startedAt", "finished_at as finishedAt"])
    .where("order_id", "in", orderIds)
    .orderBy("id")
    .execute();
  const latest = [...grouped(rows)].map(([orderId, steps]) => [orderId, latestAttempts(steps)] as const);
  return new Map(latest);
}

function latestAttempts(steps: readonly StepFact[]): StepFact[] {
  const byName = new Map<string, StepFact>();
  // A run begins with its claim; what an earlier one came to is history.
  const present = steps.slice(
    Math.max(
      0,
      steps.findLastIndex(({ name }) => name === "claim"),
    ),
  );
  for (const step of present) {
    byName.delete(step.name); // so that the newest attempt also takes the newest place
    byName.set(step.name, step);
  }
  return [...byName.values()];
}

function newest<Row extends { order_id: string | null }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.order_id ?? "", row]));
}

function grouped<Row extends { order_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.order_id);
    if (group) group.push(row);
    else groups.set(row.order_id, [row]);
  }
  return groups;
}
