import { expect, test } from "vitest";
import { ReplayFilter } from "../../../../shared/contract/event-replays.ts";
import { testDeps } from "../../rpc/deps-for-tests.ts";
import { openTestStore } from "../../store/test-store.ts";
import { insertArrival, insertEvent } from "../../trace/rows-for-tests.ts";
import { previewReplay } from "./preview-replay.ts";
import { startReplay } from "./start-replay.ts";

const filter = ReplayFilter.parse({});
const asked = { filter, count: 1, operator: "Ines" };

test("in live the number of events is typed before many are replayed", async () => {
  const deps = testDeps(openTestStore(), { env: "live" });
  await insertEvent(deps.db, { livemode: 1 });
  await insertArrival(deps.db, { event_id: "evt_paid", event_type: "checkout.session.completed" });
  expect(await startReplay(deps, { ...asked, confirm: null })).toEqual({
    ok: false,
    error: { code: "ACT_NOT_CONFIRMED", says: "Type the number of events, 1, to confirm. Nothing was done." },
  });
  expect(deps.woken()).toBe(0);
  expect(await startReplay(deps, { ...asked, confirm: "1" })).toMatchObject({ ok: true, value: { state: "running" } });
  expect(deps.woken()).toBe(1);
});

test("events of another mode and thin ones are never among the many", async () => {
  const deps = testDeps(openTestStore());
  for (const [eventId, patch] of [
    ["evt_live", { livemode: 1 }],
    ["evt_thin", { reason_code: "THIN_EVENT" }],
  ] as const) {
    await insertEvent(deps.db, { event_id: eventId, ...patch });
    await insertArrival(deps.db, { event_id: eventId });
  }
  expect(await previewReplay(deps, filter)).toMatchObject({ count: 0, tried: 0 });
});
