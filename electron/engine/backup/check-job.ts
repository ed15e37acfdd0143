import { statSync } from "node:fs";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { JobHandler } from "../jobs/job.ts";
import { readMark, writeMark } from "../store/marks.ts";
import { fullCheck } from "./check-integrity.ts";
import { QUICK_CHECK_MOST_BYTES } from "./open-sound-store.ts";
import { tellDamage } from "./tell-damage.ts";

const EVERY_MS = 24 * 3_600_000;
/** When the whole database was last found sound. Epoch ms. */
const SOUND = "sound";

/**
 * Looks at the whole database once a day, beside its use; at once after the start of one that was too large to be looked at
 * then. Damage is told, not mended: the next start does that.
 */
export function checkDatabase(deps: Deps): JobHandler {
  const { databaseFile, now, log } = deps.options;
  let waitsForFirst = statSync(databaseFile).size > QUICK_CHECK_MOST_BYTES;
  return async () => {
    const soundAt = await readMark(deps.db, SOUND, z.number());
    if (soundAt === undefined && !waitsForFirst) await writeMark(deps.db, SOUND, now(), now());
    if (!waitsForFirst && now() - (soundAt ?? now()) < EVERY_MS) return { kind: "done" };
    waitsForFirst = false;
    try {
      const damage = await fullCheck(databaseFile);
      if (damage === null) await writeMark(deps.db, SOUND, now(), now());
      else await tellDamage(deps, damage);
    } catch (cause) {
      log.warn({ err: cause }, "The database could not be checked; it is tried again.");
    }
    return { kind: "done" };
  };
}
