import { BackupSettings } from "../../../shared/contract/settings.ts";
import type { Db } from "../store/open-store.ts";

/** When backups are taken and how many are kept; the defaults where nothing was set, or nothing that this program takes. */
export async function backupSettings(db: Db): Promise<BackupSettings> {
  const row = await db.selectFrom("settings").select("value").where("key", "=", "backups").executeTakeFirst();
  const read = BackupSettings.safeParse(row ? JSON.parse(row.value) : {});
  return read.success ? read.data : BackupSettings.parse({});
}
