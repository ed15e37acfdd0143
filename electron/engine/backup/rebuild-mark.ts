import { z } from "zod";
import { readMark, writeMark } from "../store/marks.ts";
import type { Db } from "../store/open-store.ts";

/** Why a database has to be brought up to date from Stripe and the panel, and how far that is. Times are epoch ms. */
export const RebuildMark = z.object({
  /** The file was damaged, or it was gone, or somebody put a backup in its place. */
  reason: z.enum(["damaged", "lost", "restored"]),
  says: z.string(),
  at: z.number(),
  /** When the backup was taken that it began with; null where it began empty. */
  backupAt: z.number().nullable(),
  /** Where the former database lies; null where there was none. */
  setAside: z.string().nullable(),
  doneAt: z.number().nullable(),
});
export type RebuildMark = z.infer<typeof RebuildMark>;

const NAME = "rebuild";

/** The newest rebuild; undefined where there never was one. */
export const readRebuildMark = (db: Db): Promise<RebuildMark | undefined> => readMark(db, NAME, RebuildMark);

export const writeRebuildMark = (db: Db, mark: RebuildMark): Promise<void> =>
  writeMark(db, NAME, mark, mark.doneAt ?? mark.at);
