import { expect, test } from "vitest";
import type { SystemStatus } from "../../../shared/contract/system.ts";
import { statusItems } from "./status-items.ts";

const NOW = new Date(2026, 10, 24, 14, 42, 7).getTime();
const calm: SystemStatus = {
  at: NOW,
  webhooks: { lastAcceptedAt: NOW - 3000, rejectedLastHour: 0, rejectedSince: null },
  queue: { waiting: 6, oldestWaitingAt: NOW - 12_000, failed: 0 },
  mirror: { readAt: NOW - 8000, failure: null },
  catchUp: { ranAt: NOW - 60_000, failure: null, progress: null },
  panel: { remaining: 212, limit: 240 },
  stripe: { latencyMs: 84.4, failure: null },
};
const said = (status: SystemStatus) => {
  const { left, right } = statusItems(status, NOW);
  return [...left, ...right].map(({ word, detail }) => `${word} ${detail}`.trim());
};

test("a calm engine is told in its measured values", () => {
  expect(said(calm)).toEqual([
    "Webhooks last 3 s ago",
    "Queue 6 waiting, oldest 12 s",
    "Mirror 8 s behind",
    "Panel 212 of 240 requests left",
    "Stripe 84 ms",
  ]);
});

test("what goes wrong changes the word, not only the colour", () => {
  const troubled: SystemStatus = {
    ...calm,
    webhooks: { ...calm.webhooks, rejectedLastHour: 18, rejectedSince: NOW - 44 * 60_000 },
    queue: { ...calm.queue, failed: 2 },
    mirror: { readAt: NOW - 180_000, failure: "connect ECONNREFUSED" },
    catchUp: { ranAt: null, failure: "STRIPE_UNREACHABLE", progress: null },
    stripe: { latencyMs: 84, failure: "timeout" },
  };
  expect(said(troubled)).toEqual([
    "Webhooks rejected 18 since 13:58",
    "Catch-up failed never ran",
    "Jobs failed 2, 6 waiting",
    "Panel does not answer as it was at 14:39",
    "Panel 212 of 240 requests left",
    "Stripe does not answer",
  ]);
});

test("what was never measured is not assumed", () => {
  const fresh: SystemStatus = {
    ...calm,
    webhooks: { ...calm.webhooks, lastAcceptedAt: null },
    queue: { waiting: 0, oldestWaitingAt: null, failed: 0 },
    mirror: { readAt: null, failure: null },
    panel: { remaining: null, limit: null },
    stripe: { latencyMs: null, failure: null },
  };
  expect(said(fresh)).toEqual(["Webhooks none yet", "Queue empty", "Mirror not read yet", "Stripe not asked yet"]);
});
