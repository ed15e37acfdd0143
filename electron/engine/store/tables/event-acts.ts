import type { Generated } from "kysely";

export interface HandledArrivalsTable {
  request_id: number;
  handled_at: number;
  handled_by: string;
  note: string;
}

export interface ReplayRunsTable {
  id: Generated<number>;
  state: "running" | "done" | "stopped";
  filter: string;
  total: number;
  until: number;
  cursor: number;
  started_at: number;
  started_by: string;
  ended_at: number | null;
  stopped_by: string | null;
}

export interface ReplayedEventsTable {
  run_id: number;
  event_id: string;
  request_id: number;
  after_history: number;
}
