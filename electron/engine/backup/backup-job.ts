import { z } from "zod";
import type { Deps } from "../deps.ts";
import { closeFinding, openFinding } from "../findings/findings.ts";
import type { JobHandler } from "../jobs/job.ts";
import { readMark, writeMark } from "../store/marks.ts";
import type { Store } from "../store/open-store.ts";
import { backupSettings } from "./backup-settings.ts";
import { listBackups } from "./list-backups.ts";
import { rotateBackups, takeBackup, UnsoundCopy } from "./take-backup.ts";
import { tellDamage } from "./tell-damage.ts";

const HOUR_MS = 3_600_000;
/** Since when a database without a backup waits for its first. Epoch ms. */
const FIRST_SEEN = "backups";

const Asked = z.object({ asked: z.literal(true) });

/**
 * Backs the database up where one is due by the settings, or somebody asked for it, and lets the oldest go. What fails is a
 * finding until one succeeds.
 */
export function backUp(deps: Deps, { raw }: Pick<Store, "raw">): JobHandler {
  return async ({ payload }) => {
    const { everyHours, keep } = await backupSettings(deps.db);
    const isDueNow = everyHours !== null && (await isDue(deps, everyHours * HOUR_MS));
    if (!isDueNow && !Asked.safeParse(payload).success) return { kind: "done" };
    const { databaseFile, now, log } = deps.options;
    try {
      const { file } = await takeBackup(raw, databaseFile, now());
      const gone = rotateBackups(databaseFile, keep);
      await deps.db.transaction().execute((tx) => closeFinding(tx, "BACKUP_FAILED", "backup", now()));
      log.info({ file, gone }, "The database was backed up");
    } catch (cause) {
      await tellFailure(deps, cause);
    }
    return { kind: "done" };
  };
}

async function isDue({ db, options }: Deps, everyMs: number): Promise<boolean> {
  const now = options.now();
  const newest = listBackups(options.databaseFile)[0]?.at ?? (await readMark(db, FIRST_SEEN, z.number()));
  if (newest === undefined) await writeMark(db, FIRST_SEEN, now, now);
  return newest !== undefined && Math.abs(now - newest) >= everyMs; // a clock that was set back is no reason to stop
}

async function tellFailure(deps: Deps, cause: unknown): Promise<void> {
  const { now, log, databaseFile } = deps.options;
  if (cause instanceof UnsoundCopy) await tellDamage(deps, cause.damage);
  const says = `The database could not be backed up: ${(cause as Error).message}. The last good one stays in the folder backups.`;
  log.error({ err: cause, file: databaseFile }, says);
  const finding = { code: "BACKUP_FAILED", subject: "backup", says, evidence: null };
  await deps.db.transaction().execute((tx) => openFinding(tx, finding, now()));
}
