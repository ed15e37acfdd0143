import type { Generated } from "kysely";

export interface JobsTable {
  id: Generated<number>;
  queue: string;
  kind: string;
  key: string | null;
  payload: string;
  state: "waiting" | "running" | "done" | "dead";
  priority: Generated<number>;
  run_at: number;
  attempts: Generated<number>;
  again: Generated<number>;
  lease_owner: string | null;
  lease_until: number | null;
  order_id: string | null;
  error_code: string | null;
  error: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
}

export interface PausedQueuesTable {
  queue: string;
  paused_at: number;
  paused_by: string;
  reason: string | null;
}

export interface FindingsTable {
  id: Generated<number>;
  code: string;
  subject: string;
  says: string;
  evidence: string;
  opened_at: number;
  seen_at: number;
  closed_at: number | null;
}

export interface AuditLogTable {
  id: Generated<number>;
  at: number;
  actor: string;
  act: string;
  subject: string;
  before: string | null;
  after: string | null;
  reason: string | null;
}

export interface MarksTable {
  name: string;
  value: string;
  updated_at: number;
}

export interface SettingsTable {
  key: string;
  value: string;
  updated_at: number;
}
