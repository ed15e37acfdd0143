import type { WorkProgress } from "../../../shared/contract/acts.ts";
import type { OrderStatus } from "../../../shared/contract/states.ts";
import type { Db } from "../store/open-store.ts";

const MEANS: Readonly<Record<OrderStatus, keyof WorkProgress>> = {
  provisioned: "done",
  paid: "working",
  provisioning: "working",
  error: "failed",
  pending: "other",
  canceled: "other",
  expired: "other",
  refunded: "other",
};

/** How far orders are that were put to work. */
export async function readProgress(db: Db, orderIds: readonly string[]): Promise<WorkProgress> {
  const rows = await db
    .selectFrom("orders")
    .select("status")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("id", "in", [...orderIds])
    .groupBy("status")
    .execute();
  const progress: Record<keyof WorkProgress, number> = { done: 0, working: 0, failed: 0, other: 0 };
  for (const { status, count } of rows) progress[MEANS[status]] += count;
  return progress;
}
