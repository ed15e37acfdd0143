/** What is sold, as the catalog file last said. Times are epoch milliseconds, money is minor units, JSON is text. */
export const catalogTables = `
CREATE TABLE plans (
  id TEXT PRIMARY KEY,
  item_type TEXT NOT NULL,
  game TEXT NOT NULL,
  name TEXT NOT NULL,
  ram_mb INTEGER NOT NULL,
  disk_mb INTEGER NOT NULL,
  cpu_percent INTEGER NOT NULL,
  spec TEXT NOT NULL,              -- the whole CatalogPlan as JSON
  active INTEGER NOT NULL,
  position INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_prices (
  plan_id TEXT NOT NULL REFERENCES plans(id),
  term TEXT NOT NULL,
  stripe_price_id TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  PRIMARY KEY (plan_id, term)
) STRICT;

CREATE TABLE regions (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  spec TEXT NOT NULL,              -- the whole CatalogRegion as JSON
  active INTEGER NOT NULL,
  position INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE addons (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  spec TEXT NOT NULL,              -- the whole CatalogAddon as JSON
  active INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`;
