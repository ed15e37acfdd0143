import type { EventEffect, JourneyStop } from "../../../shared/contract/event-detail.ts";
import type { EventOutcome, EventSource } from "../../../shared/contract/states.ts";
import { wasPosted } from "./event-detail-deliveries.ts";
import type { EventJob } from "./event-detail-job.ts";

/** When the event and this arrival of it were where (epoch ms), and what was done about it. */
export interface JourneyFacts {
  /** Stripe's own second; null of a request that is no event. */
  readonly created_at: number | null;
  readonly received_at: number;
  readonly answered_at: number;
  readonly answered_status: number;
  readonly source: EventSource;
  readonly processed_at: number | null;
  readonly outcome: EventOutcome;
  readonly job: EventJob | null;
  readonly effects: readonly EventEffect[];
}

/** An arrival's way in, each stop with how long after the one before. */
export function journeyOf(facts: JourneyFacts): JourneyStop[] {
  const stops = [...arrivalOf(facts), ...(facts.outcome === "duplicate" ? [] : workOf(facts))];
  return stops.map(({ name, at }, index) => ({ name, at, note: noteOf(at, stops[index - 1]?.at, facts.created_at) }));
}

type Stop = Omit<JourneyStop, "note">;

/** The row is durable before the answer leaves; both happen within one turn, and one time is kept of them. */
function arrivalOf({ created_at, received_at, answered_at, answered_status, source, outcome }: JourneyFacts): Stop[] {
  const posted = wasPosted(source);
  const kept = outcome === "rejected" ? `Answered ${answered_status}` : `Journaled, ${answered_status}`;
  return [
    ...(created_at === null ? [] : [{ name: "Created", at: created_at }]),
    { name: posted ? "Received" : BROUGHT[source], at: received_at },
    { name: posted ? kept : "Journaled", at: answered_at },
  ];
}

const BROUGHT: Readonly<Record<EventSource, string>> = {
  endpoint: "Received",
  forward: "Received",
  catch_up: "Fetched",
  replay: "Replayed",
};

function workOf({ processed_at, outcome, job, effects }: JourneyFacts): Stop[] {
  const again = job && job.attempts > 1 ? [{ name: `Attempt ${job.attempts}`, at: job.at }] : [];
  const settled = processed_at === null ? [] : [{ name: ENDS[outcome], at: processed_at }];
  const server = effects.find(({ kind }) => kind === "server");
  return [...again, ...settled, ...(server ? [{ name: "Server runs", at: server.at }] : [])];
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
