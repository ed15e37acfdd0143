/** Purchases and what became of them. Times are epoch milliseconds, money is minor units, JSON is text. */
export const ordersTables = `
CREATE TABLE customers (
  user_id TEXT PRIMARY KEY,        -- the storefront's subject, or email:<address> for orders made in the console
  email TEXT,
  stripe_customer_id TEXT,
  panel_user_id INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX customers_by_email ON customers(email);

CREATE TABLE orders (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  customer_email TEXT,
  customer_name TEXT,
  source TEXT NOT NULL,            -- storefront | console
  created_by TEXT NOT NULL,
  item_type TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  term TEXT NOT NULL,
  region TEXT NOT NULL,
  server_name TEXT NOT NULL,
  addons TEXT NOT NULL DEFAULT '[]',
  amount INTEGER NOT NULL,         -- what plan and add-ons cost when the order was made
  currency TEXT NOT NULL,
  build TEXT NOT NULL,             -- ServerBuild as JSON: resources, egg, environment as sold
  status TEXT NOT NULL,
  payment_state TEXT NOT NULL,
  service_state TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  failing_since INTEGER,           -- since when passing faults have kept provisioning from going on
  amount_approved_at INTEGER,
  ptero_server_id INTEGER,
  ptero_identifier TEXT,
  ptero_uuid TEXT,
  panel_user_id INTEGER,
  address TEXT,
  stripe_customer_id TEXT,
  stripe_subscription_id TEXT,
  stripe_payment_intent_id TEXT,
  current_period_end INTEGER,
  paid_at INTEGER,
  provisioned_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_by_user ON orders(user_id, created_at);
CREATE INDEX orders_by_status ON orders(status, created_at);
CREATE INDEX orders_by_states ON orders(status, payment_state, service_state);
CREATE INDEX orders_by_email ON orders(customer_email);
CREATE INDEX orders_by_subscription ON orders(stripe_subscription_id) WHERE stripe_subscription_id IS NOT NULL;
CREATE INDEX orders_by_customer ON orders(stripe_customer_id) WHERE stripe_customer_id IS NOT NULL;
CREATE UNIQUE INDEX orders_by_server ON orders(ptero_server_id) WHERE ptero_server_id IS NOT NULL;

CREATE TABLE order_sessions (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders(id),
  stripe_session_id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,            -- open | complete | expired, as Stripe last said
  payment_status TEXT NOT NULL,    -- unpaid | paid | no_payment_required, as Stripe last said
  url TEXT,
  metadata_order_id TEXT,          -- what the Session's own metadata says
  amount_subtotal INTEGER,
  currency TEXT,
  expires_at INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,       -- when Stripe last told this row
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX order_sessions_by_order ON order_sessions(order_id);

CREATE TABLE checkout_requests (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,             -- the token's subject, or the operator
  channel TEXT NOT NULL,           -- storefront | console
  order_id TEXT,
  answered_status INTEGER NOT NULL,
  code TEXT,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX checkout_requests_by_order ON checkout_requests(order_id);

CREATE TABLE provisioning_steps (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders(id),
  name TEXT NOT NULL,              -- claim | look_up | customer | placement | create | await_install | record
  attempt INTEGER NOT NULL,
  outcome TEXT NOT NULL,           -- running | done | waiting | uncertain | failed | contradicted
  code TEXT,
  says TEXT NOT NULL,
  input TEXT NOT NULL,
  found TEXT,                      -- what later steps take from it, as JSON
  evidence TEXT,                   -- the exchanges with the panel, secrets masked, as JSON
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  UNIQUE (order_id, name, attempt)
) STRICT;

CREATE TABLE order_history (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders(id),
  at INTEGER NOT NULL,
  cause TEXT NOT NULL,             -- event:<evt id> | job:<id> | operator:<name> | checkout
  change TEXT NOT NULL,            -- the named domain event
  before TEXT NOT NULL,            -- {status,paymentState,serviceState}
  after TEXT NOT NULL
) STRICT;
CREATE INDEX order_history_by_order ON order_history(order_id);
CREATE INDEX order_history_by_cause ON order_history(cause);
`;
