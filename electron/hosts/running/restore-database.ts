import path from "node:path";
import { restoreBackup } from "../../engine/backup/restore-backup.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { HostSettings } from "../config/host-config.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import { unusable, type HostRefused } from "./host-refused.ts";
import { databaseFileOf } from "./run-engine.ts";

/**
 * Puts a backup in the place of an environment's database while no Waybill uses it. The value is a sentence that says what was
 * done. A refusal changes nothing; a newer backup has the exit code of a newer database.
 */
export async function restoreDatabase(
  from: string,
  settings: Pick<HostSettings, "dataDir" | "env">,
  now: number,
): Promise<Result<string, HostRefused>> {
  const { dataDir, env } = settings;
  const locked = lockDataFolder(dataDir, env);
  if (!locked.ok) return locked;
  try {
    const restored = await restoreBackup({ database: databaseFileOf(settings), from, env, now });
    if (!restored.ok) {
      const { code, says } = restored.error;
      return err(code === "DATABASE_NEWER" ? { exitCode: 3, says } : unusable(`--restore: ${says}`));
    }
    const { setAside } = restored.value;
    const kept = setAside === null ? "" : ` The former one is kept as ${path.basename(setAside)}.`;
    return ok(
      `${from} is the database of ${env} now.${kept} Start Waybill: it brings it up to date from Stripe and the panel.`,
    );
  } finally {
    locked.value.release();
  }
}
