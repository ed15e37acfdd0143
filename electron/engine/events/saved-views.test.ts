import { safe } from "@orpc/client";
import { expect, test } from "vitest";
import { listActs } from "../audit/audit.ts";
import { clientOf } from "../rpc/client-for-tests.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";

function open() {
  const deps = testDeps(openTestStore());
  return { deps, events: clientOf(deps).events };
}
const failing = { name: "Failed invoices", query: "type:invoice.* outcome:failed" } as const;

test("a view is saved, renamed in its place and deleted, each with an audit row", async () => {
  const { deps, events } = open();
  expect(await events.savedViews()).toEqual([]);
  const saved = await events.saveView(failing);
  expect(saved).toMatchObject({ ...failing, view: "all", source: null });
  const other = await events.saveView({ name: "By CLI", source: "forward", view: "rejected" });
  const renamed = await events.saveView({ ...saved, name: "Invoices that failed" });
  expect(await events.savedViews()).toEqual([renamed, other]);
  expect(renamed.id).toBe(saved.id);
  expect(await events.removeView({ id: saved.id })).toEqual(renamed);
  expect(await events.savedViews()).toEqual([other]);
  const acts = await listActs(deps.db, `event_view:${saved.id}`);
  expect(acts.map(({ act, actor }) => [act, actor])).toEqual([
    ["remove_event_view", "Ines"],
    ["save_event_view", "Ines"],
    ["save_event_view", "Ines"],
  ]);
  expect(JSON.parse(acts[0]!.before!)).toEqual(renamed);
});

test("other consoles are told", async () => {
  const { deps, events } = open();
  const changes = deps.changes.subscribe(undefined);
  await events.saveView(failing);
  expect((await changes.next()).value).toEqual([{ topic: "status", ids: [] }]);
});

test("what was deleted meanwhile is not changed, and no more are taken than fit", async () => {
  const { events } = open();
  expect((await safe(events.saveView({ ...failing, id: "gone" }))).error).toMatchObject({
    code: "EVENT_VIEW_NOT_FOUND",
  });
  expect((await safe(events.removeView({ id: "gone" }))).error).toMatchObject({ code: "EVENT_VIEW_NOT_FOUND" });
  for (let count = 0; count < 20; count += 1) await events.saveView(failing);
  expect((await safe(events.saveView(failing))).error).toMatchObject({ code: "EVENT_VIEWS_FULL" });
  expect(await events.savedViews()).toHaveLength(20);
});

test("a view without a name is refused in a sentence", async () => {
  const { events } = open();
  expect((await safe(events.saveView({ ...failing, name: "  " }))).error).toMatchObject({
    message: "name: Give it a name",
  });
});

test("a view that another version wrote and this one can't read is passed over", async () => {
  const { deps, events } = open();
  const mine = { id: "a", ...failing, view: "all", source: null };
  const value = JSON.stringify({
    views: [mine, { id: "b", name: "Future", view: "by_hand", query: "", source: null }],
  });
  await deps.db.insertInto("settings").values({ key: "event_views", value, updated_at: 1 }).execute();
  expect(await events.savedViews()).toEqual([mine]);
});
