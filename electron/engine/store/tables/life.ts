import type { Generated } from "kysely";

/** Why a service may not run: `lifecycle/holds.ts` says what each means. */
export type HoldReason =
  "refunded" | "partly_refunded" | "disputed" | "fraud_warning" | "unpaid" | "ended" | "paused" | "operator";

export interface ServiceHoldsTable {
  order_id: string;
  reason: HoldReason;
  source: string;
  since: number;
  says: string;
}

export interface ScheduledActsTable {
  id: Generated<number>;
  key: string;
  order_id: string;
  act: "terminate";
  due_at: number;
  cause: string;
  says: string;
  state: "waiting" | "running" | "done" | "canceled" | "withdrawn";
  created_at: number;
  settled_at: number | null;
  settled_by: string | null;
}

export interface ActRequestsTable {
  id: string;
  act: string;
  subject: string;
  at: number;
}
