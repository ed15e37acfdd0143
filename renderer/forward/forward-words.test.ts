import { expect, test } from "vitest";
import type { ForwardStatus } from "../../shared/contract/forward.ts";
import { clockTime } from "../ui/moment.ts";
import { forwardSentence, gapWords, minutesNow, sparkSentence } from "./forward-words.ts";

const NOW = 30_000_000 * 60_000 + 5_000;
const status = (patch: Partial<ForwardStatus>): ForwardStatus => ({
  at: NOW,
  state: "ready",
  since: NOW,
  why: null,
  nextAt: null,
  cli: null,
  targetUrl: "http://127.0.0.1:3001/api/stripe/webhook",
  secret: null,
  heartbeat: { kind: "sent", at: null, roundTripMs: null, failure: null },
  lastDeliveredAt: null,
  perMinute: Array.from({ length: 20 }, (_, place) => place),
  gap: null,
  ...patch,
});
const why = { code: "FORWARD_ENDED", says: "The Stripe CLI was ended by SIGKILL.", todo: "It is started again." };

test("a state that is not well says why, when it goes on, and what to do", () => {
  expect(forwardSentence(status({}), "test", NOW)).toBeNull();
  expect(forwardSentence(status({ state: "recovering", why, nextAt: NOW + 4_200 }), "test", NOW)).toEqual({
    says: "The Stripe CLI was ended by SIGKILL.",
    next: `Since ${clockTime(NOW)}. Starts again in 4 s. It is started again.`,
  });
  expect(forwardSentence(status({ state: "failed", why }), "test", NOW)?.next).toBe(
    `Since ${clockTime(NOW)}. It is started again.`,
  );
});

const off = (env: "sandbox" | "live") => forwardSentence(status({ state: "off" }), env, NOW)?.says;

test("each environment says what being off means", () => {
  expect(off("sandbox")).toContain("straight to Waybill");
  expect(off("live")).toContain("endpoint");
});

test("minutes move on while nothing new is told", () => {
  expect(minutesNow(status({}), NOW).at(-1)).toBe(19);
  expect(minutesNow(status({}), NOW + 120_000).slice(-3)).toEqual([19, 0, 0]);
  expect(minutesNow(status({}), NOW + 9e9)).toEqual(Array<number>(20).fill(0));
  expect(minutesNow(status({}), NOW - 120_000).at(-1)).toBe(19);
});

test("the chart and the gap are told in words", () => {
  expect(sparkSentence([0, 1])).toBe("1 delivery in the last 2 minutes");
  expect(gapWords({ from: 1, until: 2, filled: 3 })).toBe("3 events fetched");
  expect(gapWords({ from: 1, until: 2, filled: 0 })).toBe("nothing missed");
  expect(gapWords({ from: 1, until: null, filled: 1 })).toBe("lasts, 1 event fetched");
});
