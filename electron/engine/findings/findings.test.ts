import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { closeFinding, countFindings, listOpenFindings, openFinding } from "./findings.ts";

const finding = { code: "SERVER_GONE", subject: "ord_1", says: "It is gone.", evidence: { serverId: 3 } };

test("seen again, a finding stays one and keeps when it was opened", async () => {
  const { db } = openTestStore();
  expect(await openFinding(db, finding, 1_000)).toBe(true);
  expect(await openFinding(db, { ...finding, says: "Still gone." }, 2_000)).toBe(false);
  expect(await listOpenFindings(db)).toMatchObject([
    { code: "SERVER_GONE", says: "Still gone.", evidence: '{"serverId":3}', opened_at: 1_000, seen_at: 2_000 },
  ]);
});

test("closed and seen once more, it is opened anew", async () => {
  const { db } = openTestStore();
  await openFinding(db, finding, 1_000);
  expect(await closeFinding(db, "SERVER_GONE", "ord_1", 2_000)).toBe(true);
  expect(await closeFinding(db, "SERVER_GONE", "ord_1", 2_000)).toBe(false);
  expect(await countFindings(db)).toBe(0);
  expect(await openFinding(db, finding, 3_000)).toBe(true);
  expect(await listOpenFindings(db, { subject: "ord_1" })).toMatchObject([{ opened_at: 3_000 }]);
  expect(await listOpenFindings(db, { code: "ANOTHER" })).toEqual([]);
});
