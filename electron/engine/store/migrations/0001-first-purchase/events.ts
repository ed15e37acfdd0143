/** The event journal: every request, and each Stripe event once. Times are epoch milliseconds, money is minor units, JSON is text. */
export const eventsTables = `
CREATE TABLE webhook_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  received_at INTEGER NOT NULL,
  source TEXT NOT NULL,            -- endpoint | forward | catch_up | replay
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  remote_address TEXT,
  headers TEXT NOT NULL,
  body BLOB,                       -- null where stripe_events_log.payload holds the same bytes, or it was too large
  body_bytes INTEGER NOT NULL,
  verdict TEXT NOT NULL,           -- accepted | duplicate | rejected
  reason_code TEXT,
  reason TEXT,
  event_id TEXT,                   -- only of bodies whose signature was good
  event_type TEXT,
  answered_status INTEGER NOT NULL,
  answered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_requests_by_event ON webhook_requests(event_id) WHERE event_id IS NOT NULL;
CREATE INDEX webhook_requests_by_verdict ON webhook_requests(verdict, id);

CREATE TABLE stripe_events_log (
  id INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  payload TEXT NOT NULL,
  processed INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL,           -- journaled | applied | not_ours | held | retrying | failed
  reason_code TEXT,
  reason TEXT,
  source TEXT NOT NULL,
  livemode INTEGER NOT NULL,
  object_id TEXT,
  order_id TEXT,
  created_at INTEGER NOT NULL,     -- Stripe's created, in ms
  received_at INTEGER NOT NULL,
  processed_at INTEGER
) STRICT;
CREATE INDEX stripe_events_log_by_order ON stripe_events_log(order_id) WHERE order_id IS NOT NULL;
CREATE INDEX stripe_events_log_by_type ON stripe_events_log(type, id);
CREATE INDEX stripe_events_log_by_outcome ON stripe_events_log(outcome, id);
`;
