import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { NOW, ORDER_ID } from "../trace/facts-for-tests.ts";
import type { Arrival, Rejected } from "./journal.ts";
import { prepareJournal } from "./journal.ts";
import { refusalLimit } from "./refusal-limit.ts";

const MINUTE = 60_000;
const arrival = (body = "x"): Arrival => ({
  receivedAt: NOW,
  source: "endpoint",
  method: "POST",
  path: "/api/stripe/webhook",
  remoteAddress: null,
  headers: { "user-agent": "curl" },
  body: Buffer.from(body),
  bodyBytes: Buffer.byteLength(body),
});
const refused = (counted: boolean, code = "SIGNATURE_MISSING"): Rejected => ({
  kind: "rejected",
  status: 400,
  code,
  says: "No header.",
  diagnosis: null,
  counted,
});

function openJournal() {
  const { raw } = openTestStore();
  const journal = prepareJournal(raw);
  const rows = () => raw.prepare("SELECT * FROM webhook_requests ORDER BY id").all() as Record<string, unknown>[];
  return { raw, journal, rows };
}

test("a refused body is kept to 16 KiB, and what it names is kept apart", () => {
  const { journal, rows } = openJournal();
  const body = `{"metadata":{"order_id":"${ORDER_ID}"},"id":"cs_test_a1f93jd02kQx7"}${" ".repeat(50_000)}`;
  journal.write(arrival(body), refused(false), NOW);
  const [row] = rows();
  expect((row!["body"] as Buffer).byteLength).toBe(16 * 1_024);
  expect(row).toMatchObject({ body_bytes: Buffer.byteLength(body), more: 0, event_id: null });
  expect(row).toMatchObject({ named_order_id: ORDER_ID, named_session_id: "cs_test_a1f93jd02kQx7" });
});

test("what is only counted is one row a reason, without body and headers, and says how many", () => {
  const { journal, rows } = openJournal();
  const ids = Array.from({ length: 1_000 }, (_, n) => journal.write(arrival(), refused(true), NOW + n).journalId);
  journal.write(arrival(), refused(true, "SIGNATURE_MISMATCH"), NOW + 1_000);
  expect(new Set(ids).size).toBe(1);
  expect(rows()).toMatchObject([
    { reason_code: "SIGNATURE_MISSING", more: 1_000, last_at: NOW + 999, body: null, headers: "{}", body_bytes: 0 },
    { reason_code: "SIGNATURE_MISMATCH", more: 1, last_at: NOW + 1_000 },
  ]);
  expect(rows()[0]!["reason"]).toBe("1000 more refused like this. No header.");
});

test("after ten minutes a new row counts", () => {
  const { journal, rows } = openJournal();
  for (const at of [0, 9 * MINUTE, 10 * MINUTE, 11 * MINUTE]) journal.write(arrival(), refused(true), NOW + at);
  expect(rows()).toMatchObject([{ more: 2 }, { more: 2 }]);
});

test("a counting row whose transaction was taken back, or that was pruned, is not counted on", () => {
  const { raw, journal, rows } = openJournal();
  const failing = raw.transaction(() => {
    journal.write(arrival(), refused(true), NOW);
    throw new Error("disk full");
  });
  expect(() => failing()).toThrow("disk full");
  journal.write(arrival(), refused(false, "SIGNATURE_STALE"), NOW); // takes the same number
  journal.write(arrival(), refused(true), NOW + 1);
  expect(rows()).toMatchObject([
    { reason_code: "SIGNATURE_STALE", reason: "No header.", more: 0 },
    { reason_code: "SIGNATURE_MISSING", more: 1 },
  ]);
  raw.exec("DELETE FROM webhook_requests");
  journal.write(arrival(), refused(true), NOW + 2);
  expect(rows()).toMatchObject([{ more: 1 }]);
});

test("so many refusals at once are written out, and so many a minute from then on", () => {
  const take = refusalLimit();
  const written = (count: number, at: number) =>
    Array.from({ length: count }, () => take(at)).filter((how) => how === "written").length;
  expect(written(500, NOW)).toBe(120);
  expect(written(500, NOW + MINUTE)).toBe(60);
  expect(written(500, NOW + MINUTE + 500)).toBe(0);
  expect(written(500, NOW - 10 * MINUTE)).toBe(0); // a clock that was set back gives nothing
  expect(written(500, NOW + 60 * MINUTE)).toBe(120);
});
