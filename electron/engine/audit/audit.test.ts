import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { listActs, recordAct } from "./audit.ts";
import { auditSentence } from "./audit-sentence.ts";

const text = (value: unknown) => (value === null ? null : JSON.stringify(value));
const act = { actor: "Ines", act: "retry_provisioning", subject: "ord_1", before: null, after: null, reason: null };

test("acts are listed newest first, each subject's own", async () => {
  const { db } = openTestStore();
  await recordAct(db, { ...act, at: 1 });
  await recordAct(db, { ...act, at: 2, subject: "ord_2" });
  await recordAct(db, { ...act, at: 3, before: { status: "error" }, after: { status: "paid" } });
  const acts = await listActs(db, "ord_1");
  expect(acts.map(({ at, before, after }) => [at, before, after])).toEqual([
    [3, '{"status":"error"}', '{"status":"paid"}'],
    [1, null, null],
  ]);
});

test("an act that is rolled back was never done", async () => {
  const { db } = openTestStore();
  const failing = db.transaction().execute(async (tx) => {
    await recordAct(tx, { ...act, at: 1 });
    throw new Error("the act itself failed");
  });
  await expect(failing).rejects.toThrow("the act itself failed");
  expect(await listActs(db, "ord_1")).toEqual([]);
});

test("a note is what was written", () => {
  const note = { act: "note", before: null, after: null, reason: "Wants a backup before the weekend." };
  expect(auditSentence(note)).toBe("Note: Wants a backup before the weekend.");
});

test.each([
  [null, null, null, "Retry provisioning."],
  [{ status: "error" }, { status: "paid" }, null, "Retry provisioning: status from error to paid."],
  [{ status: "paid" }, { status: "paid" }, null, "Retry provisioning."],
  [null, { plan: "paper-4gb", amount: 999 }, null, "Retry provisioning: plan paper-4gb, amount 999."],
  [
    { paymentState: "unpaid" },
    { paymentState: "paid", spec: { a: 1 } },
    null,
    "Retry provisioning: payment state from unpaid to paid.",
  ],
  [null, null, "Agreed by phone", "Retry provisioning. Reason: Agreed by phone"],
])("before %o and after %o with reason %o read as a sentence", (before, after, reason, says) => {
  expect(auditSentence({ act: act.act, before: text(before), after: text(after), reason })).toBe(says);
});
