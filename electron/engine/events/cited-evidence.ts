import { z } from "zod";
import type { Db } from "../store/open-store.ts";

/** What findings rest on: Stripe's event ids, and the journal's own numbers. */
export interface Cited {
  readonly eventIds: readonly string[];
  readonly journalIds: readonly number[];
}

/** A finding names journal rows under `journalIds`; events are found by their ids, wherever they stand. */
const Evidence = z.object({ journalIds: z.array(z.number()).optional() }).loose();

/** All that findings, open or closed, name of the journal. They are few beside it. */
export async function readCited(db: Db): Promise<Cited> {
  const findings = await db.selectFrom("findings").select(["subject", "evidence"]).execute();
  const eventIds = findings.flatMap(({ subject, evidence }) => `${subject} ${evidence}`.match(/\bevt_\w+/g) ?? []);
  const journalIds = findings.flatMap(({ evidence }) => {
    const read = Evidence.safeParse(JSON.parse(evidence));
    return read.success ? (read.data.journalIds ?? []) : [];
  });
  return { eventIds: [...new Set(eventIds)], journalIds: [...new Set(journalIds)] };
}
