import { JournalSettings } from "../../../shared/contract/journal-settings.ts";
import type { Db } from "../store/open-store.ts";
import { readArea } from "./areas.ts";

export const JOURNAL_AREA = "journal";

/** How long the journal keeps what, as it is set now: what nobody set has its default. */
export const journalSettings = (db: Db): Promise<JournalSettings> => readArea(db, JOURNAL_AREA, JournalSettings);
