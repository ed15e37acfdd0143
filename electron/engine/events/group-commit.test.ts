import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { NOW } from "../trace/facts-for-tests.ts";
import { groupCommit } from "./group-commit.ts";
import { type Arrival, type Journaled, prepareJournal, type Verdict } from "./journal.ts";

const arrival: Arrival = {
  receivedAt: NOW,
  source: "endpoint",
  method: "POST",
  path: "/api/stripe/webhook",
  remoteAddress: null,
  headers: {},
  body: Buffer.from("{}"),
  bodyBytes: 2,
};
const invoicePaid = (eventId: string): Verdict => ({
  kind: "event",
  payload: "{}",
  keptOnly: null,
  event: { eventId, type: "invoice.paid", thin: false, livemode: false, createdAt: NOW, objectId: "in_1" },
});

/** A journal whose disk answers when the test says so. */
function openJournal() {
  const store = openTestStore();
  const disk = Promise.withResolvers<void>();
  const committed: Journaled[] = [];
  const onDisk = { ...store, sync: () => disk.promise };
  const record = groupCommit(
    onDisk,
    prepareJournal(store.raw),
    () => NOW,
    (rows) => committed.push(...rows),
  );
  const count = (table: string) => store.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  return { store, disk, record, committed, count };
}

test("nobody is answered, and no work is begun, before the disk has it", async () => {
  const { disk, record, committed, count } = openJournal();
  const answered: string[] = [];
  const both = ["evt_1", "evt_2"].map((id) => record(arrival, invoicePaid(id)).then(() => answered.push(id)));
  await expect.poll(() => count("jobs")).toBe(2);
  expect(committed).toEqual([]);
  expect(answered).toEqual([]);
  disk.resolve();
  await Promise.all(both);
  expect(answered).toEqual(["evt_1", "evt_2"]);
  expect(committed).toMatchObject([{ verdict: "accepted" }, { verdict: "accepted" }]);
});

test("where the disk fails, the senders are told so, and send again", async () => {
  const { disk, record, committed, count } = openJournal();
  const refused = record(arrival, invoicePaid("evt_1"));
  await expect.poll(() => count("jobs")).toBe(1);
  disk.reject(new Error("input/output error"));
  await expect(refused).rejects.toThrow("input/output error");
  expect(committed).toEqual([]);
});

test("a group is one commit, and the next transaction waits for the disk again", async () => {
  const { store, disk, record } = openJournal();
  disk.resolve();
  await Promise.all([record(arrival, invoicePaid("evt_1")), record(arrival, invoicePaid("evt_2"))]);
  expect(store.raw.pragma("synchronous", { simple: true })).toBe(2);
});
