import { safe } from "@orpc/client";
import { expect, test } from "vitest";
import { listActs } from "../audit/audit.ts";
import { clientOf } from "../rpc/client-for-tests.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { changeLifeSettings } from "./change-life-settings.ts";
import { lifeSettings } from "./life-settings.ts";

test("what nobody set has its default, and no server is ever deleted by default", async () => {
  const settings = await lifeSettings(openTestStore().db);
  expect(settings).toMatchObject({ graceDays: 7, onFraudWarning: "finding", recoverSessions: true });
  expect(settings).toMatchObject({
    terminateUnpaidAfterDays: null,
    terminateEndedAfterDays: null,
    terminateRefundedAfterDays: null,
  });
});

test("a change leaves the rest, and is audited with before and after", async () => {
  const deps = testDeps(openTestStore());
  await changeLifeSettings(deps, { graceDays: 3 }, "Ines");
  const settings = await changeLifeSettings(deps, { terminateUnpaidAfterDays: 14 }, "Ines");
  expect(settings).toMatchObject({ graceDays: 3, terminateUnpaidAfterDays: 14 });
  expect(await lifeSettings(deps.db)).toEqual(settings);
  const [newest] = await listActs(deps.db, "settings:life");
  expect(newest).toMatchObject({ actor: "Ines", act: "change_settings" });
  expect(JSON.parse(newest!.before!)).toMatchObject({ terminateUnpaidAfterDays: null });
});

test("a console changes what it names, and is told which value does not fit", async () => {
  const deps = testDeps(openTestStore());
  const client = clientOf(deps);
  await client.settings.changeLife({ terminateEndedAfterDays: 30 });
  expect(await client.settings.changeLife({ graceDays: 5 })).toMatchObject({
    terminateEndedAfterDays: 30,
    graceDays: 5,
  });
  expect(await client.settings.life()).toMatchObject({ terminateEndedAfterDays: 30, graceDays: 5, noticeDays: 3 });
  const { error } = await safe(client.settings.changeLife({ terminateEndedAfterDays: 0 }));
  expect(error).toMatchObject({ message: "terminateEndedAfterDays: Write 1 day at least, or switch it off" });
  expect((await safe(client.settings.changeLife({}))).error).toMatchObject({ message: "Name a setting to change" });
});

test("a stored value that no schema takes any more counts as not set, and its neighbours stay", async () => {
  const { db } = openTestStore();
  const value = JSON.stringify({ graceDays: "soon", invoiceDueDays: 14, gone: true });
  await db.insertInto("settings").values({ key: "life", value, updated_at: 1 }).execute();
  expect(await lifeSettings(db)).toMatchObject({ graceDays: 7, invoiceDueDays: 14 });
});
