import { expect, test } from "vitest";
import { LifeSettings } from "../../../shared/contract/settings.ts";
import type { HoldReason } from "../store/tables/life.ts";
import { DAY_MS, decideTermination } from "./decide-termination.ts";
import type { Hold } from "./holds.ts";

const hold = (reason: HoldReason, since = 0, source = "sub_1"): Hold => ({
  order_id: "ord_1",
  reason,
  source,
  since,
  says: `${reason}.`,
});
const settings = (given: Partial<LifeSettings>): LifeSettings => LifeSettings.parse(given);
const everySetting = settings({
  terminateUnpaidAfterDays: 30,
  terminateEndedAfterDays: 14,
  terminateRefundedAfterDays: 7,
});

test("without a setting nothing is ever deleted", () => {
  const all = (["refunded", "ended", "unpaid", "paused", "operator", "disputed"] as const).map((reason) =>
    hold(reason),
  );
  expect(decideTermination(all, settings({}), undefined)).toBeNull();
});

test.each([
  ["unpaid", 30],
  ["ended", 14],
  ["refunded", 7],
] as const)("%s deletes after %i days of it", (reason, days) => {
  expect(decideTermination([hold(reason, 1_000)], everySetting, undefined)).toMatchObject({
    reason,
    dueAt: 1_000 + days * DAY_MS,
  });
});

test.each(["disputed", "paused", "operator", "fraud_warning", "partly_refunded"] as const)(
  "%s deletes nothing, whatever is set",
  (reason) => {
    expect(decideTermination([hold(reason)], everySetting, undefined)).toBeNull();
  },
);

test("of several reasons the earliest counts, in whichever order they are told", () => {
  const holds = [hold("unpaid", 0), hold("ended", 10 * DAY_MS)];
  const first = decideTermination(holds, everySetting, undefined);
  expect(first).toMatchObject({ reason: "ended", dueAt: 24 * DAY_MS });
  expect(decideTermination(holds.toReversed(), everySetting, undefined)).toEqual(first);
});

test("of two that fall due at once it is the same one, in whichever order they are told", () => {
  const holds = [hold("unpaid", 0), hold("ended", 16 * DAY_MS)];
  const first = decideTermination(holds, everySetting, undefined);
  expect(first).toMatchObject({ reason: "ended", dueAt: 30 * DAY_MS });
  expect(decideTermination(holds.toReversed(), everySetting, undefined)).toEqual(first);
});

test("a plan's refund policy stands before the setting", () => {
  const plan = { refund_policy: { delete_after_days: 2, partial: "keep" as const } };
  expect(decideTermination([hold("refunded")], settings({}), plan)).toMatchObject({ dueAt: 2 * DAY_MS });
  const silent = { refund_policy: { partial: "suspend" as const } };
  expect(decideTermination([hold("refunded")], settings({}), silent)).toBeNull();
});

test("another cause has another key, the same one the same", () => {
  const keys = [hold("ended", 1), hold("ended", 2), hold("ended", 1, "sub_2"), hold("ended", 1)].map(
    (each) => decideTermination([each], everySetting, undefined)?.key,
  );
  expect(new Set(keys).size).toBe(3);
  expect(keys[0]).toBe(keys[3]);
});
