import type { JourneyStop } from "../../../shared/contract/events.ts";
import type { EventOutcome } from "../../../shared/contract/states.ts";

/** When the event and this arrival of it were where (epoch ms). */
export interface JourneyTimes {
  /** Stripe's own second; null of a request that is no event. */
  readonly createdAt: number | null;
  readonly receivedAt: number;
  readonly answeredAt: number;
  readonly answeredStatus: number;
  readonly source: "endpoint" | "forward" | "catch_up" | "replay";
  readonly processedAt: number | null;
  readonly outcome: EventOutcome;
}

/** An arrival's way in, each stop with how long after the one before. */
export function journeyOf(times: JourneyTimes): JourneyStop[] {
  const { createdAt, receivedAt, answeredAt, answeredStatus, source, processedAt, outcome } = times;
  const fetched = source === "catch_up";
  const stops = [
    ...(createdAt === null ? [] : [{ name: "Created", at: createdAt }]),
    { name: fetched ? "Fetched" : "Received", at: receivedAt },
    { name: fetched ? "Journaled" : `Answered ${answeredStatus}`, at: answeredAt },
    ...(processedAt === null || outcome === "duplicate" ? [] : [{ name: ENDS[outcome], at: processedAt }]),
  ];
  return stops.map(({ name, at }, index) => ({ name, at, note: noteOf(at, stops[index - 1]?.at, createdAt) }));
}

const ENDS: Readonly<Record<EventOutcome, string>> = {
  journaled: "Journaled",
  applied: "Applied",
  duplicate: "Duplicate",
  not_ours: "Kept, not ours",
  held: "Held",
  retrying: "Tried",
  failed: "Gave up",
  rejected: "Rejected",
};

function noteOf(at: number, before: number | undefined, createdAt: number | null): string {
  if (before === undefined) return createdAt === null ? "" : "at Stripe";
  return `+ ${duration(Math.max(0, at - before))}`;
}

/** `2 ms`, `1.2 s`, `3 min`: as exact as the span is short. */
function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${+(ms / 1_000).toFixed(1)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}
