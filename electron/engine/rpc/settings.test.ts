import { safe } from "@orpc/client";
import { expect, test } from "vitest";
import { listActs } from "../audit/audit.ts";
import { openTestStore } from "../store/test-store.ts";
import { clientOf } from "./client-for-tests.ts";
import { testDeps } from "./deps-for-tests.ts";

test("how long the journal keeps what is changed by name, audited, and a bad value is told by its field", async () => {
  const deps = testDeps(openTestStore());
  const client = clientOf(deps);
  expect(await client.settings.journal()).toMatchObject({ keepRejectedDays: 30, packAfterDays: 7 });
  await client.settings.changeJournal({ keepRejectedDays: 5 });
  const changed = await client.settings.changeJournal({ packAfterDays: null });
  expect(changed).toMatchObject({ keepRejectedDays: 5, packAfterDays: null, keepDuplicateDays: 30 });
  const { error } = await safe(client.settings.changeJournal({ mostRejected: 5 }));
  expect(error).toMatchObject({ message: "mostRejected: Keep 100 at least" });
  expect(await client.settings.journal()).toEqual(changed);
  const [newest] = await listActs(deps.db, "settings:journal");
  expect(newest).toMatchObject({ actor: "Ines", act: "change_settings" });
  expect(JSON.parse(newest!.before!)).toMatchObject({ keepRejectedDays: 5, packAfterDays: 7 });
});

test("when backups are taken is changed by name, and audited", async () => {
  const deps = testDeps(openTestStore());
  const client = clientOf(deps);
  await client.settings.changeBackups({ keep: 3 });
  expect(await client.settings.changeBackups({ everyHours: null })).toEqual({ everyHours: null, keep: 3 });
  const { error } = await safe(client.settings.changeBackups({ everyHours: 0 }));
  expect(error).toMatchObject({ message: "everyHours: 1 hour is the shortest" });
  expect(await listActs(deps.db, "settings:backups")).toHaveLength(2);
});

test("a console pauses a queue with a reason, sees who did, and resumes it", async () => {
  const deps = testDeps(openTestStore());
  const client = clientOf(deps);
  const [events] = await client.queues.pause({ queue: "events", reason: "Stripe is being asked" });
  expect(events?.paused).toMatchObject({ by: "Ines", reason: "Stripe is being asked" });
  expect((await client.system.status()).queue.paused).toMatchObject([{ queue: "events", by: "Ines" }]);
  expect((await client.queues.resume({ queue: "events" }))[0]?.paused).toBeNull();
  expect((await client.system.status()).queue.paused).toEqual([]);
  const unknown = await safe(client.queues.pause({ queue: "mail", reason: "Nobody reads it" }));
  expect(unknown.error).toMatchObject({ code: "QUEUE_UNKNOWN" });
  const silent = await safe(client.queues.pause({ queue: "events", reason: " " }));
  expect(silent.error).toMatchObject({ message: "reason: Say why, for the audit" });
});
