import type { Selectable } from "kysely";
import type { Db } from "../store/open-store.ts";
import type { AuditLogTable } from "../store/tables/work.ts";

/** What a member of staff did: who, what, to which order, plan or event, and how it stood before and after. */
export interface Act {
  readonly at: number;
  readonly actor: string;
  /** snake_case, such as `retry_provisioning`. */
  readonly act: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
}

/** Writes an act; call it in the transaction that does what it tells. */
export async function recordAct(tx: Db, act: Act): Promise<void> {
  const { before, after, ...rest } = act;
  await tx
    .insertInto("audit_log")
    .values({ ...rest, before: asText(before), after: asText(after) })
    .execute();
}

/** The newest 200 acts on a subject, newest first. */
export function listActs(db: Db, subject: string): Promise<Selectable<AuditLogTable>[]> {
  return db
    .selectFrom("audit_log")
    .selectAll()
    .where("subject", "=", subject)
    .orderBy("id", "desc")
    .limit(200)
    .execute();
}

const asText = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
