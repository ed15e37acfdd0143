import { type Selectable, sql } from "kysely";
import type { StepOutcome } from "../../../shared/contract/states.ts";
import type { PanelExchange } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";
import type { ProvisioningStepsTable } from "../store/tables/orders.ts";

export type StepName = "claim" | "look_up" | "customer" | "placement" | "create" | "await_install" | "record";
export type Step = Selectable<ProvisioningStepsTable>;

/** A step under way: what it was given, when it began, and what it said to the panel so far. */
export interface Attempt {
  readonly name: StepName;
  readonly input: unknown;
  readonly startedAt: number;
  readonly exchanges: readonly PanelExchange[];
  /** The row to write on; null makes a new one, the next attempt. */
  readonly rowId: number | null;
}

/** What became of an attempt. `found` is what later steps take from it; `finishedAt` null leaves it under way. */
export interface StepEnd {
  readonly outcome: StepOutcome;
  readonly code: string | null;
  readonly says: string;
  readonly found: unknown;
  readonly finishedAt: number | null;
}

export const newAttempt = (name: StepName, input: unknown, startedAt: number): Attempt => ({
  name,
  input,
  startedAt,
  exchanges: [],
  rowId: null,
});

/** Writes an attempt and what became of it; returns the row's id. */
export async function writeStep(tx: Db, orderId: string, attempt: Attempt, end: StepEnd): Promise<number> {
  const facts = {
    outcome: end.outcome,
    code: end.code,
    says: end.says,
    found: asText(end.found),
    evidence: attempt.exchanges.length > 0 ? JSON.stringify(attempt.exchanges) : null,
    finished_at: end.finishedAt,
  };
  if (attempt.rowId !== null) {
    await tx.updateTable("provisioning_steps").set(facts).where("id", "=", attempt.rowId).execute();
    return attempt.rowId;
  }
  const { name, input, startedAt } = attempt;
  const next = sql<number>`(select coalesce(max(attempt), 0) + 1 from provisioning_steps
    where order_id = ${orderId} and name = ${name})`;
  const row = await tx
    .insertInto("provisioning_steps")
    .values({
      order_id: orderId,
      name,
      attempt: next,
      input: JSON.stringify(input ?? null),
      started_at: startedAt,
      ...facts,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** All attempts of an order, oldest first. */
export function listSteps(db: Db, orderId: string): Promise<Step[]> {
  return db.selectFrom("provisioning_steps").selectAll().where("order_id", "=", orderId).orderBy("id").execute();
}

/** What the newest good attempt at a step found, since the order was last claimed: what came before may be old. */
export function foundBy(steps: readonly Step[], name: StepName): unknown {
  const sinceClaim = steps.slice(steps.findLastIndex((step) => step.name === "claim") + 1);
  const found = sinceClaim.findLast((step) => step.name === name && step.outcome === "done")?.found;
  return found ? (JSON.parse(found) as unknown) : null;
}

const asText = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
