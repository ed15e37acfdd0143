import { expect, test } from "vitest";
import { JournalSettings } from "../../shared/contract/journal-settings.ts";
import { BackupSettings, LifeSettings } from "../../shared/contract/settings.ts";
import { BACKUP_FIELDS, type Field, JOURNAL_FIELDS, LIFE_FIELDS } from "./fields.ts";
import { changesIn, draftOf } from "./settings-draft.ts";

const saved = LifeSettings.parse({ graceDays: 5 });
const draft = draftOf(LIFE_FIELDS, saved);

test("a form that nobody touched changes nothing", () => {
  expect(changesIn(LIFE_FIELDS, draft, saved)).toEqual({ changes: {}, errors: {} });
});

test("only what differs is sent, numbers as numbers, and what is switched off as null", () => {
  const on = { ...draft, graceDays: " 3 ", terminateUnpaidAfterDays: "30", recoverSessions: false };
  expect(changesIn(LIFE_FIELDS, on, saved).changes).toEqual({
    graceDays: 3,
    terminateUnpaidAfterDays: 30,
    recoverSessions: false,
  });
  const off = { ...draft, terminateUnpaidAfterDays: null };
  const after = changesIn(LIFE_FIELDS, off, { ...saved, terminateUnpaidAfterDays: 30 });
  expect(after.changes).toEqual({ terminateUnpaidAfterDays: null });
});

test.each(["", "soon", "1.5", "12345678901"])("%j is no whole number and is not sent", (graceDays) => {
  expect(changesIn(LIFE_FIELDS, { ...draft, graceDays }, saved)).toEqual({
    changes: {},
    errors: { graceDays: "Write a whole number" },
  });
});

const names = (fields: readonly Field[]) => fields.map(({ name }) => name).toSorted();

test("every setting that the engine has stands in a form, and no other", () => {
  expect(names(LIFE_FIELDS)).toEqual(Object.keys(LifeSettings.shape).toSorted());
  expect(names(JOURNAL_FIELDS)).toEqual(Object.keys(JournalSettings.shape).toSorted());
  expect(names(BACKUP_FIELDS)).toEqual(Object.keys(BackupSettings.shape).toSorted());
});
