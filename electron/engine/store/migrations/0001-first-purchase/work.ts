/** Jobs, findings, audit, settings, and where recurring work stands. Times are epoch milliseconds, money is minor units, JSON is text. */
export const workTables = `
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT,                        -- one unfinished job a key
  payload TEXT NOT NULL,
  state TEXT NOT NULL,             -- waiting | running | done | dead
  priority INTEGER NOT NULL DEFAULT 0,
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  again INTEGER NOT NULL DEFAULT 0, -- asked for again while it ran
  lease_owner TEXT,
  lease_until INTEGER,
  order_id TEXT,
  error_code TEXT,
  error TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX jobs_by_key ON jobs(key) WHERE key IS NOT NULL AND state IN ('waiting', 'running');
CREATE INDEX jobs_to_run ON jobs(queue, priority DESC, run_at) WHERE state = 'waiting';
CREATE INDEX jobs_running ON jobs(lease_until) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs(finished_at) WHERE state = 'dead';
CREATE INDEX jobs_by_order ON jobs(order_id) WHERE order_id IS NOT NULL;

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  subject TEXT NOT NULL,           -- order id, plan id, event id, node id
  says TEXT NOT NULL,
  evidence TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX findings_open ON findings(code, subject) WHERE closed_at IS NULL;

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT,
  reason TEXT
) STRICT;
CREATE INDEX audit_log_by_subject ON audit_log(subject);

CREATE TABLE marks (               -- where recurring work stands: cursors, when a side last answered
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`;
