import type { Insertable } from "kysely";
import type { Order } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import type { StripeEventsLogTable, WebhookRequestsTable } from "../store/tables/events.ts";
import type { OrderSessionsTable, ProvisioningStepsTable } from "../store/tables/orders.ts";
import type { PanelServersTable } from "../store/tables/panel.ts";
import type { JobsTable } from "../store/tables/work.ts";
import { ago, anOrder, aSession, ORDER_ID, SESSION_ID } from "./facts-for-tests.ts";

/** Rows of a real database, each whole; `patch` says what is different. */
export async function insertOrder(db: Db, patch: Partial<Order> = {}): Promise<Order> {
  return db.insertInto("orders").values(anOrder(patch)).returningAll().executeTakeFirstOrThrow();
}

export async function insertSession(db: Db, patch: Partial<Insertable<OrderSessionsTable>> = {}): Promise<void> {
  const { id: _id, ...session } = aSession();
  await db
    .insertInto("order_sessions")
    .values({ ...session, ...patch })
    .execute();
}

export async function insertCheckoutRequest(db: Db, orderId = ORDER_ID): Promise<void> {
  await db
    .insertInto("checkout_requests")
    .values({
      at: ago(2_400),
      actor: "user-7",
      channel: "storefront",
      order_id: orderId,
      answered_status: 200,
      code: null,
      body: "{}",
    })
    .execute();
}

/** A journal row; accepted and without an event where `patch` does not say otherwise. Answers its id. */
export async function insertArrival(db: Db, patch: Partial<Insertable<WebhookRequestsTable>> = {}): Promise<number> {
  const { id } = await db
    .insertInto("webhook_requests")
    .values({
      received_at: ago(2_340),
      source: "endpoint",
      method: "POST",
      path: "/api/stripe/webhook",
      remote_address: "127.0.0.1",
      headers: "{}",
      body: null,
      body_bytes: 2_914,
      verdict: "accepted",
      reason_code: null,
      reason: null,
      event_id: null,
      event_type: null,
      answered_status: 200,
      answered_at: ago(2_340) + 3,
      ...patch,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** A refused request whose body is `body`. */
export function insertRefused(db: Db, body: string, patch: Partial<Insertable<WebhookRequestsTable>> = {}) {
  return insertArrival(db, {
    verdict: "rejected",
    body: Buffer.from(body),
    reason_code: "SIGNATURE_MISMATCH",
    reason: "Signed with a secret that we do not hold, or changed on the way.",
    answered_status: 400,
    ...patch,
  });
}

/** The event that tells the payment of the order's Session, applied. */
export async function insertEvent(db: Db, patch: Partial<Insertable<StripeEventsLogTable>> = {}): Promise<void> {
  await db
    .insertInto("stripe_events_log")
    .values({
      event_id: "evt_paid",
      type: "checkout.session.completed",
      payload: '{"id":"evt_paid"}',
      processed: 1,
      outcome: "applied",
      reason_code: null,
      reason: null,
      source: "endpoint",
      livemode: 0,
      object_id: SESSION_ID,
      order_id: ORDER_ID,
      created_at: ago(2_341),
      received_at: ago(2_340),
      processed_at: ago(2_339),
      ...patch,
    })
    .execute();
}

export async function insertHistory(db: Db, change: string, cause: string, orderId = ORDER_ID): Promise<void> {
  const states = JSON.stringify({ status: "pending", paymentState: "unpaid", serviceState: "none" });
  await db
    .insertInto("order_history")
    .values({ order_id: orderId, at: ago(2_339), cause, change, before: states, after: states })
    .execute();
}

export async function insertJob(db: Db, patch: Partial<Insertable<JobsTable>> = {}): Promise<void> {
  await db
    .insertInto("jobs")
    .values({
      queue: "panel",
      kind: "provision_server",
      key: null,
      payload: "{}",
      state: "waiting",
      run_at: ago(0) + 9_000,
      order_id: ORDER_ID,
      created_at: ago(2_339),
      ...patch,
    })
    .execute();
}

export async function insertStep(db: Db, patch: Partial<Insertable<ProvisioningStepsTable>> = {}): Promise<void> {
  await db
    .insertInto("provisioning_steps")
    .values({
      order_id: ORDER_ID,
      name: "create",
      attempt: 1,
      outcome: "done",
      code: null,
      says: "Server 42 was made.",
      input: "{}",
      found: null,
      evidence: null,
      started_at: ago(2_330),
      finished_at: ago(2_320),
      ...patch,
    })
    .execute();
}

export async function insertServer(db: Db, patch: Partial<Insertable<PanelServersTable>> = {}): Promise<void> {
  await db
    .insertInto("panel_servers")
    .values({
      id: 42,
      external_id: ORDER_ID,
      uuid: "a1b2c3d4-0000-4000-8000-000000000000",
      identifier: "a1b2c3d4",
      name: "lindqvist-survival",
      status: null,
      suspended: 0,
      user_id: 3,
      user_email: "mara.lindqvist@example.se",
      node_id: 1,
      egg_id: 5,
      memory: 8_192,
      disk: 40_960,
      cpu: 200,
      address: "198.51.100.20:25633",
      seen_at: ago(8),
      ...patch,
    })
    .execute();
}
