/** API keys beside the account's own (by their digest alone), and the newest requests with their answers. */
export const keysAndRequests = `
  CREATE TABLE api_keys (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    name TEXT NOT NULL,
    permissions TEXT,
    expired INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE requests (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    params TEXT NOT NULL,
    key_hint TEXT NOT NULL,
    idempotency_key TEXT,
    version TEXT,
    agent TEXT NOT NULL,
    status INTEGER NOT NULL,
    answer TEXT NOT NULL,
    took_ms INTEGER NOT NULL
  ) STRICT;
`;
