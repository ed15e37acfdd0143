import { expect, test } from "vitest";
import type { ForwardState, ForwardStatus } from "../../../shared/contract/forward.ts";
import type { SystemStatus } from "../../../shared/contract/system.ts";
import { statusItems } from "./status-items.ts";

const NOW = new Date(2026, 10, 24, 14, 42, 7).getTime();
const calm: SystemStatus = {
  at: NOW,
  webhooks: { lastAcceptedAt: NOW - 3000, rejectedLastHour: 0, rejectedSince: null },
  queue: { waiting: 6, oldestWaitingAt: NOW - 12_000, failed: 0, paused: [] },
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

test("a paused queue says who paused it and since when, until it is resumed", () => {
  const at = new Date(2026, 10, 24, 9, 5).getTime();
  const paused = [
    { queue: "panel", at, by: "Ines" },
    { queue: "events", at, by: "Mara" },
  ];
  const { left } = statusItems({ ...calm, queue: { ...calm.queue, paused } }, NOW);
  expect(left.find(({ key }) => key === "queue")).toEqual({
    key: "queue",
    tone: "warn",
    word: "Queue paused",
    detail: "panel and 1 more, by Ines since 09:05",
  });
});

test("what was never measured is not assumed", () => {
  const fresh: SystemStatus = {
    ...calm,
    webhooks: { ...calm.webhooks, lastAcceptedAt: null },
    queue: { waiting: 0, oldestWaitingAt: null, failed: 0, paused: [] },
    mirror: { readAt: null, failure: null },
    panel: { remaining: null, limit: null },
    stripe: { latencyMs: null, failure: null },
  };
  expect(said(fresh)).toEqual(["Webhooks none yet", "Queue empty", "Mirror not read yet", "Stripe not asked yet"]);
});

const forward = (state: ForwardState, patch: Partial<ForwardStatus> = {}) => {
  const heartbeat = { kind: "sent", at: NOW - 3_000, roundTripMs: 212, failure: null } as const;
  const told = { state, since: NOW - 40_000, heartbeat, why: null, ...patch } as ForwardStatus;
  const { key, tone, word, detail } = statusItems(calm, NOW, told).left[0]!;
  return key === "forward" ? `${tone}: ${word} ${detail}`.trim() : "none";
};

test("the forward stands first where it is on, with what proves it or what is the matter", () => {
  const why = { code: "FORWARD_NO_KEY", says: "No key.", todo: "Set one." };
  expect(forward("off")).toBe("none");
  expect(forward("ready")).toBe("ok: Forwarding heartbeat 3 s ago");
  expect(forward("degraded")).toBe("warn: Forward degraded for 40 s");
  expect(forward("recovering")).toBe("warn: Forward recovering for 40 s");
  expect(forward("failed", { why })).toBe("bad: Forward failed FORWARD_NO_KEY");
});

const keys = (status: SystemStatus, state: ForwardState) => {
  const heartbeat = { kind: "sent", at: null, roundTripMs: null, failure: null } as const;
  const told = { state, since: NOW, heartbeat, why: null } as unknown as ForwardStatus;
  return statusItems(status, NOW, told).left.map(({ key }) => key);
};

test("beside the forward, webhooks are told only where some are refused", () => {
  const refused = { ...calm, webhooks: { ...calm.webhooks, rejectedLastHour: 2 } };
  expect(keys(calm, "ready")).toEqual(["forward", "queue", "mirror"]);
  expect(keys(refused, "ready")).toEqual(["forward", "webhooks", "queue", "mirror"]);
  expect(keys(calm, "off")).toEqual(["webhooks", "queue", "mirror"]);
});
