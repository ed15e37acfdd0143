import { BackupSettings } from "../../../shared/contract/settings.ts";
import { readArea } from "../settings/areas.ts";
import type { Db } from "../store/open-store.ts";

export const BACKUP_AREA = "backups";

/** When backups are taken and how many are kept; the defaults where nothing was set, or nothing that this program takes. */
export const backupSettings = (db: Db): Promise<BackupSettings> => readArea(db, BACKUP_AREA, BackupSettings);
