import type { Migration } from "./migration.ts";

/** What staff did to events: arrivals that somebody has dealt with, and replays of many. */
export const actsOnEvents: Migration = {
  version: 5,
  name: "acts on events",
  sql: `
-- An arrival that a person has dealt with: it stays in the journal, and asks nobody any more.
CREATE TABLE handled_arrivals (
  request_id INTEGER PRIMARY KEY REFERENCES webhook_requests(id) ON DELETE CASCADE,
  handled_at INTEGER NOT NULL,
  handled_by TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

-- A replay of many events, gone on with from its cursor after a crash.
CREATE TABLE replay_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL,             -- running | done | stopped
  filter TEXT NOT NULL,            -- JSON, shared/contract/event-acts.ts
  total INTEGER NOT NULL,          -- how many matched when it was asked for
  until INTEGER NOT NULL,          -- the newest stripe_events_log.id that belongs to it
  cursor INTEGER NOT NULL,         -- the last one that was replayed
  started_at INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  ended_at INTEGER,
  stopped_by TEXT
) STRICT;
CREATE UNIQUE INDEX replay_runs_one_at_a_time ON replay_runs(state) WHERE state = 'running';

-- What a run has replayed: each event once.
CREATE TABLE replayed_events (
  run_id INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  request_id INTEGER NOT NULL,
  after_history INTEGER NOT NULL,  -- order_history's end before it: what the event changed is beyond
  PRIMARY KEY (run_id, event_id)
) STRICT, WITHOUT ROWID;
`,
};
