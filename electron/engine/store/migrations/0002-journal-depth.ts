import type { Migration } from "./migration.ts";

/** The journal's diagnosis, packed payloads, held events, paused queues, and what their pruning needs. */
export const journalDepth: Migration = {
  version: 2,
  name: "journal depth",
  sql: `
-- Why a request was refused, part by part: JSON, shared/contract/diagnosis.ts. Also of accepted ones that are odd.
ALTER TABLE webhook_requests ADD COLUMN diagnosis TEXT;
-- How many more were refused like this one and only counted, and when the last of them came.
ALTER TABLE webhook_requests ADD COLUMN more INTEGER NOT NULL DEFAULT 0;
ALTER TABLE webhook_requests ADD COLUMN last_at INTEGER;
-- What a refused body names. It is unsigned, so it proves nothing; but it is what an order's trace looks for.
ALTER TABLE webhook_requests ADD COLUMN named_order_id TEXT;
ALTER TABLE webhook_requests ADD COLUMN named_session_id TEXT;
CREATE INDEX webhook_requests_naming_order ON webhook_requests(named_order_id) WHERE named_order_id IS NOT NULL;
CREATE INDEX webhook_requests_naming_session ON webhook_requests(named_session_id) WHERE named_session_id IS NOT NULL;

-- Payload and headers packed, once they are old: payload then holds a readable envelope, headers an empty object.
-- events/packed-text.ts reads both.
ALTER TABLE stripe_events_log ADD COLUMN payload_packed BLOB;
ALTER TABLE webhook_requests ADD COLUMN headers_packed BLOB;

-- What an event without an order names (ord_…, cs_…, sub_…, …): the order that appears under one of them adopts it.
CREATE TABLE held_events (
  name TEXT NOT NULL,
  event_id TEXT NOT NULL,
  is_order INTEGER NOT NULL,       -- the name is an order's own id, as the object's metadata tells it
  held_at INTEGER NOT NULL,
  PRIMARY KEY (name, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_events_by_event ON held_events(event_id);

CREATE TABLE paused_queues (
  queue TEXT PRIMARY KEY,
  paused_at INTEGER NOT NULL,
  paused_by TEXT NOT NULL,
  reason TEXT
) STRICT;
-- What may be pruned once it is old: the jobs of an order are its evidence.
CREATE INDEX jobs_prunable ON jobs(state, finished_at) WHERE order_id IS NULL AND finished_at IS NOT NULL;
`,
};
