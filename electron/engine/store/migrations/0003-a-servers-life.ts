import type { Migration } from "./migration.ts";

/** What keeps a service from running and until when, how an order was paid, acts that are due later, and acts done once. */
export const aServersLife: Migration = {
  version: 3,
  name: "a server's life",
  sql: `
ALTER TABLE orders ADD COLUMN paid_by TEXT NOT NULL DEFAULT 'checkout'; -- checkout | invoice | free | elsewhere
ALTER TABLE orders ADD COLUMN payment_reference TEXT;  -- why it is free, or where it was paid
ALTER TABLE orders ADD COLUMN stripe_invoice_id TEXT;  -- the invoice that was sent by e-mail
ALTER TABLE orders ADD COLUMN line_items TEXT;         -- what Stripe bills, JSON [{price, quantity}]; null before it was noted
ALTER TABLE orders ADD COLUMN trial_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN subscription_status TEXT; -- as Stripe last said
ALTER TABLE orders ADD COLUMN past_due_since INTEGER;  -- when the oldest invoice that is not paid fell due
ALTER TABLE orders ADD COLUMN cancel_at INTEGER;       -- when the subscription will end, where that is set
ALTER TABLE orders ADD COLUMN terminated_at INTEGER;   -- when its server was deleted on purpose
CREATE INDEX orders_past_due ON orders(past_due_since) WHERE past_due_since IS NOT NULL;

-- Why a service may not run. It runs again when the last of them is lifted.
CREATE TABLE service_holds (
  order_id TEXT NOT NULL REFERENCES orders(id),
  reason TEXT NOT NULL,            -- lifecycle/holds.ts
  source TEXT NOT NULL,            -- what says so: a subscription, charge, dispute or warning id, or operator
  since INTEGER NOT NULL,
  says TEXT NOT NULL,
  PRIMARY KEY (order_id, reason, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_holds_by_reason ON service_holds(reason);

-- Orders that stopped before reasons were kept. What of them still holds, Stripe's next word corrects.
INSERT INTO service_holds (order_id, reason, source, since, says)
  SELECT id, 'refunded', 'before', updated_at, 'The payment was refunded.' FROM orders WHERE payment_state = 'refunded';
INSERT INTO service_holds (order_id, reason, source, since, says)
  SELECT id, 'disputed', 'before', updated_at, 'The payment is disputed.' FROM orders WHERE payment_state = 'disputed';
INSERT INTO service_holds (order_id, reason, source, since, says)
  SELECT id, 'ended', coalesce(stripe_subscription_id, 'before'), updated_at, 'The subscription ended.' FROM orders
  WHERE payment_state = 'paid' AND (service_state = 'suspended' OR status = 'canceled');

CREATE TABLE scheduled_acts (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,        -- one an order and cause, so that a canceled one is not scheduled again
  order_id TEXT NOT NULL REFERENCES orders(id),
  act TEXT NOT NULL,               -- terminate
  due_at INTEGER NOT NULL,
  cause TEXT NOT NULL,             -- operator:<name>, or policy:<hold reason>
  says TEXT NOT NULL,
  state TEXT NOT NULL,             -- waiting | running | done | canceled | withdrawn
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by TEXT
) STRICT;
CREATE INDEX scheduled_acts_due ON scheduled_acts(due_at) WHERE state IN ('waiting', 'running');
CREATE INDEX scheduled_acts_by_order ON scheduled_acts(order_id);

-- What a console asked for under an id of its own: asked again, it gets what came of it, and nothing is done twice.
CREATE TABLE act_requests (
  id TEXT PRIMARY KEY,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,           -- the order that came of it, or that it is about
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
