import { type NewFinding, openFinding } from "../findings/findings.ts";
import type { Db } from "../store/open-store.ts";

/**
 * Opens a finding about something that happened, unless the same was found and closed before: Stripe tells one thing several
 * times, and a person has dealt with it once. `evidence` is what makes it the same.
 */
export async function openOnce(tx: Db, finding: NewFinding, now: number): Promise<void> {
  const newest = await tx
    .selectFrom("findings")
    .select(["closed_at", "evidence"])
    .where("code", "=", finding.code)
    .where("subject", "=", finding.subject)
    .orderBy("id", "desc")
    .executeTakeFirst();
  const isDealtWith = newest?.closed_at != null && newest.evidence === JSON.stringify(finding.evidence ?? null);
  if (!isDealtWith) await openFinding(tx, finding, now);
}
