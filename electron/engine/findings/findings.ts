import type { Selectable } from "kysely";
import type { Db } from "../store/open-store.ts";
import type { FindingsTable } from "../store/tables/work.ts";

export type Finding = Selectable<FindingsTable>;

/** A disagreement or a failed check. `code` is one of `FINDING_CODES`, `subject` is an order, plan, event or node id; `says` what is wrong and what to do. */
export interface NewFinding {
  readonly code: string;
  readonly subject: string;
  readonly says: string;
  readonly evidence: unknown;
}

/**
 * Opens a finding, or freshens the open one of the same code and subject. True where it was not open before.
 * Run it in the transaction that saw what is wrong.
 */
export async function openFinding(tx: Db, finding: NewFinding, now: number): Promise<boolean> {
  const { code, subject, says } = finding;
  const facts = { says, evidence: JSON.stringify(finding.evidence ?? null), seen_at: now };
  const known = await tx
    .updateTable("findings")
    .set(facts)
    .where("code", "=", code)
    .where("subject", "=", subject)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  if (known.numUpdatedRows > 0n) return false;
  await tx
    .insertInto("findings")
    .values({ code, subject, opened_at: now, ...facts })
    .execute();
  return true;
}

/** Closes the open finding of a code and subject. True where one was open. */
export async function closeFinding(tx: Db, code: string, subject: string, now: number): Promise<boolean> {
  const closed = await tx
    .updateTable("findings")
    .set({ closed_at: now })
    .where("code", "=", code)
    .where("subject", "=", subject)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  return closed.numUpdatedRows > 0n;
}

/** How many findings are open. */
export async function countFindings(db: Db): Promise<number> {
  const { open } = await db
    .selectFrom("findings")
    .select((eb) => eb.fn.countAll<number>().as("open"))
    .where("closed_at", "is", null)
    .executeTakeFirstOrThrow();
  return open;
}

/** Open findings, newest first: all, or those of one code or one subject. */
export function listOpenFindings(
  db: Db,
  only: { readonly code?: string; readonly subject?: string } = {},
): Promise<Finding[]> {
  let query = db.selectFrom("findings").selectAll().where("closed_at", "is", null);
  if (only.code !== undefined) query = query.where("code", "=", only.code);
  if (only.subject !== undefined) query = query.where("subject", "=", only.subject);
  return query.orderBy("id", "desc").execute();
}
