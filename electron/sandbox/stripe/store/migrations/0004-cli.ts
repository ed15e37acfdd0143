/** What was sent to Stripe's CLI, and what came back. */
export const cli = `
  CREATE TABLE cli_deliveries (
    seq INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL UNIQUE,
    event_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sent', 'taken', 'answered')),
    status INTEGER,
    forward_url TEXT,
    sent_at INTEGER NOT NULL,
    answered_at INTEGER
  ) STRICT;
  CREATE INDEX cli_deliveries_by_event ON cli_deliveries (event_id);
`;
