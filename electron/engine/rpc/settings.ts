import { BackupSettings } from "../../../shared/contract/settings.ts";
import { JournalSettings } from "../../../shared/contract/journal-settings.ts";
import { backUpNow, isBackupWaiting } from "../backup/back-up-now.ts";
import { BACKUP_AREA, backupSettings } from "../backup/backup-settings.ts";
import { checkBackup, describeBackups } from "../backup/describe-backups.ts";
import { filesOf } from "../backup/file-names.ts";
import { changeArea } from "../settings/change-area.ts";
import { changeLifeSettings } from "../settings/change-life-settings.ts";
import { connectionsOf } from "../settings/connections.ts";
import { JOURNAL_AREA, journalSettings } from "../settings/journal-settings.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import { os, refusalOf } from "./implementer.ts";

const { settings } = os;

export const settingsRouter = {
  life: settings.life.handler(({ context }) => lifeSettings(context.deps.db)),

  changeLife: settings.changeLife.handler(({ input, context: { deps, operator } }) =>
    changeLifeSettings(deps, input, operator),
  ),

  journal: settings.journal.handler(({ context }) => journalSettings(context.deps.db)),

  changeJournal: settings.changeJournal.handler(({ input: changes, context: { deps, operator } }) =>
    changeArea(deps, { area: JOURNAL_AREA, schema: JournalSettings, changes, operator }),
  ),

  backups: settings.backups.handler(async ({ context: { deps } }) => ({
    settings: await backupSettings(deps.db),
    folder: filesOf(deps.options.databaseFile).backups,
    isWaiting: await isBackupWaiting(deps),
    rows: await describeBackups(deps),
  })),

  changeBackups: settings.changeBackups.handler(({ input: changes, context: { deps, operator } }) =>
    changeArea(deps, { area: BACKUP_AREA, schema: BackupSettings, changes, operator }),
  ),

  backUpNow: settings.backUpNow.handler(async ({ context: { deps, operator } }) => ({
    says: await backUpNow(deps, operator),
  })),

  checkBackup: settings.checkBackup.handler(async ({ input, context: { deps }, errors }) => {
    const checked = await checkBackup(deps, input.name);
    if (!checked.ok) throw refusalOf(errors, checked.error);
    return checked.value;
  }),

  connections: settings.connections.handler(({ context: { deps } }) => connectionsOf(deps)),
};
