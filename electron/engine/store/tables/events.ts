import type { Generated } from "kysely";
import type { EventOutcome, EventSource } from "../../../../shared/contract/states.ts";

export interface WebhookRequestsTable {
  id: Generated<number>;
  received_at: number;
  source: EventSource;
  method: string;
  path: string;
  remote_address: string | null;
  headers: string;
  body: Uint8Array | null;
  body_bytes: number;
  verdict: "accepted" | "duplicate" | "rejected";
  reason_code: string | null;
  reason: string | null;
  event_id: string | null;
  event_type: string | null;
  answered_status: number;
  answered_at: number;
  diagnosis: string | null;
  more: Generated<number>;
  last_at: number | null;
  named_order_id: string | null;
  named_session_id: string | null;
  headers_packed: Uint8Array | null;
}

export interface StripeEventsLogTable {
  id: Generated<number>;
  event_id: string;
  type: string;
  payload: string;
  processed: Generated<number>;
  outcome: Exclude<EventOutcome, "duplicate" | "rejected">;
  reason_code: string | null;
  reason: string | null;
  source: EventSource;
  livemode: number;
  object_id: string | null;
  order_id: string | null;
  created_at: number;
  received_at: number;
  processed_at: number | null;
  payload_packed: Uint8Array | null;
}

export interface HeldEventsTable {
  name: string;
  event_id: string;
  is_order: number;
  held_at: number;
}
