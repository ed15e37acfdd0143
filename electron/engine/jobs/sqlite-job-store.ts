import type Sqlite from "better-sqlite3";
import type { Store } from "../store/open-store.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { type ClaimedRow, prepareJobStatements } from "./job-statements.ts";
import type { ClaimedJob, JobStore, Turn, Turned } from "./job-store.ts";
import { endPause, listPaused, writePause } from "./paused-queues.ts";

/** Jobs in the engine's own SQLite file, so that state and the job it asks for commit together. */
export function sqliteJobStore({ raw, db }: Pick<Store, "raw" | "db">): JobStore {
  const sql = prepareJobStatements(raw);
  const settleAndClaim = raw.transaction(({ settled, claims, owner, now, leaseUntil }: Turn) => ({
    lost: settled.filter((job) => sql.settle.run({ ...job, owner }).changes === 0).map(({ id }) => id),
    claimed: claims.flatMap((claim) => sql.claim.all({ ...claim, owner, now, leaseUntil })).map(claimedJob),
  }));
  const renewAll = raw.transaction((ids: readonly number[], owner: string, until: number) =>
    ids.filter((id) => sql.renew.run({ id, owner, until }).changes === 0),
  );
  return {
    enqueue: (job, now) => db.transaction().execute((tx) => enqueueJob(tx, job, now)),

    async turn(turn): Promise<Turned> {
      const free = freeToWrite(raw);
      return free === "free" ? { kind: "turned", ...settleAndClaim.immediate(turn) } : { kind: free };
    },

    async nextAt(queues) {
      if (!raw.open) return null;
      const times = queues.flatMap((queue) => sql.nextAt.get({ queue })?.at ?? []);
      return times.length > 0 ? Math.min(...times) : null;
    },

    async renew(ids, owner, until) {
      // Half-way through somebody's transaction this would commit or vanish with it; the next beat is soon enough.
      if (ids.length === 0 || freeToWrite(raw) !== "free") return [];
      return renewAll.immediate(ids, owner, until);
    },

    async takeBack(now, dead) {
      if (freeToWrite(raw) !== "free") return 0;
      const put =
        dead === "expired" ? sql.takeBackExpired.run({ now }) : sql.takeBackOthers.run({ now, owner: dead.allBut });
      return put.changes;
    },

    pause: (paused) => writePause(db, paused),
    resume: (queue) => endPause(db, queue),
    paused: () => listPaused(db),
  };
}

/** The query builder shares the connection: while a transaction of it is open, a write would become part of it. */
const freeToWrite = (raw: Sqlite.Database): "free" | "busy" | "closed" =>
  !raw.open ? "closed" : raw.inTransaction ? "busy" : "free";

const claimedJob = ({ order_id: orderId, started_at: startedAt, ...row }: ClaimedRow): ClaimedJob => ({
  ...row,
  orderId,
  startedAt,
});
