import { expect, test } from "vitest";
import { backupName, backupTime, filesOf, setAsideName } from "./file-names.ts";

const AT = Date.UTC(2026, 10, 24, 18, 40, 49, 123);

test("all that belongs to a database lies beside it and sorts by time", () => {
  expect(filesOf("/d/live.db")).toMatchObject({
    database: "/d/live.db",
    backups: "/d/backups",
    draft: "/d/live.db.next",
  });
  expect(setAsideName("/d/live.db", "damaged", AT)).toBe("/d/live.db.damaged-20261124T184049Z");
  expect(backupName("/d/live.db", AT)).toBe("live-20261124T184049Z.db");
});

test.each([
  ["live-20261124T184049Z.db", Math.floor(AT / 1_000) * 1_000],
  ["test-20261124T184049Z.db", null],
  ["live-20261124T184049Z.db.partial", null],
  ["live-notes.db", null],
  ["live.db", null],
])("%s was taken at %s", (name, at) => {
  expect(backupTime("/d/live.db", name)).toBe(at);
});
