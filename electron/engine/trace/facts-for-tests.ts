import type { Order } from "../orders/order-repository.ts";
import type { EventFact, JobFact, RefusedFact, ServerFact, SessionFact, StepFact, TraceFacts } from "./trace-facts.ts";

export const NOW = Date.UTC(2026, 10, 24, 14, 42, 0);
export const ago = (seconds: number): number => NOW - seconds * 1_000;
export const ORDER_ID = "ord_01KATR2X5N8B6M0VQ43FVH5C00";
export const SESSION_ID = "cs_test_a1f93jd02kQx7";

/** A fresh order of 40 minutes ago, unpaid; `patch` says what is different. */
export function anOrder(patch: Partial<Order> = {}): Order {
  return {
    id: ORDER_ID,
    user_id: "user-7",
    customer_email: "mara.lindqvist@example.se",
    customer_name: null,
    source: "storefront",
    created_by: "user-7",
    item_type: "game",
    plan_id: "paper-8gb",
    term: "monthly",
    region: "us-central",
    server_name: "lindqvist-survival",
    addons: "[]",
    amount: 1_999,
    currency: "usd",
    build: JSON.stringify({ memoryMb: 8_192, diskMb: 40_960, cpuPercent: 200 }),
    status: "pending",
    payment_state: "unpaid",
    service_state: "none",
    error_code: null,
    error_message: null,
    failing_since: null,
    amount_approved_at: null,
    ptero_server_id: null,
    ptero_identifier: null,
    ptero_uuid: null,
    panel_user_id: null,
    address: null,
    stripe_customer_id: null,
    stripe_subscription_id: null,
    stripe_payment_intent_id: null,
    current_period_end: null,
    paid_by: "checkout",
    payment_reference: null,
    stripe_invoice_id: null,
    line_items: null,
    trial_days: 0,
    subscription_status: null,
    past_due_since: null,
    cancel_at: null,
    terminated_at: null,
    paid_at: null,
    provisioned_at: null,
    version: 1,
    created_at: ago(2_400),
    updated_at: ago(2_400),
    ...patch,
  };
}

export function aSession(patch: Partial<SessionFact> = {}): SessionFact {
  return {
    id: 1,
    order_id: ORDER_ID,
    stripe_session_id: SESSION_ID,
    status: "open",
    payment_status: "unpaid",
    url: "https://checkout.stripe.com/c/pay/x",
    metadata_order_id: ORDER_ID,
    amount_subtotal: 1_999,
    currency: "usd",
    expires_at: NOW + 86_400_000,
    asked_at: ago(3),
    created_at: ago(2_399),
    updated_at: ago(2_399),
    ...patch,
  };
}

/** A Session that Stripe said was paid `seconds` ago. */
export const aPaidSession = (seconds = 2_340, patch: Partial<SessionFact> = {}): SessionFact =>
  aSession({ status: "complete", payment_status: "paid", updated_at: ago(seconds), ...patch });

export function anEvent(patch: Partial<EventFact> = {}): EventFact {
  return {
    eventId: "evt_1SWqXkL9Bz4mYt0uVnRLm2",
    type: "checkout.session.completed",
    outcome: "applied",
    reason: null,
    source: "endpoint",
    createdAt: ago(2_341),
    receivedAt: ago(2_340),
    ...patch,
  };
}

export function aStep(patch: Partial<StepFact> = {}): StepFact {
  return {
    name: "create",
    attempt: 1,
    outcome: "done",
    says: "Server 42 was made.",
    code: null,
    startedAt: ago(2_330),
    finishedAt: ago(2_320),
    ...patch,
  };
}

export function aServer(patch: Partial<ServerFact> = {}): ServerFact {
  return {
    id: 42,
    identifier: "a1b2c3d4",
    externalId: ORDER_ID,
    status: null,
    address: "198.51.100.20:25633",
    seenAt: ago(8),
    ...patch,
  };
}

/** The facts of {@link anOrder} with a request and an open Session. */
export function someFacts(patch: Partial<TraceFacts> = {}): TraceFacts {
  return {
    order: anOrder(),
    planName: "Paper 8 GB",
    request: { at: ago(2_400), actor: "user-7", channel: "storefront" },
    session: aSession(),
    payingEvent: null,
    refused: null,
    payments: [],
    job: null,
    steps: [],
    servers: [],
    panelReadAt: ago(8),
    ...patch,
  };
}

/** The same, paid because of its event; `order` says how it went on. */
export function paidFacts(order: Partial<Order> = {}, patch: Partial<TraceFacts> = {}): TraceFacts {
  const cause = `event:${anEvent().eventId}`;
  return someFacts({
    order: anOrder({ status: "paid", payment_state: "paid", paid_at: ago(2_339), ...order }),
    session: aPaidSession(),
    payingEvent: anEvent(),
    payments: [{ at: ago(2_339), cause, change: "payment_confirmed" }],
    ...patch,
  });
}

/** The same, with its server running. */
export function runningFacts(order: Partial<Order> = {}, patch: Partial<TraceFacts> = {}): TraceFacts {
  const running = {
    status: "provisioned",
    service_state: "active",
    ptero_server_id: 42,
    ptero_identifier: "a1b2c3d4",
    address: "198.51.100.20:25633",
    provisioned_at: ago(2_300),
  } as const;
  const job = { state: "done", run_at: ago(2_339), attempts: 1, error: null } as const;
  return paidFacts({ ...running, ...order }, { job, steps: [aStep()], servers: [aServer()], ...patch });
}

export const refusedThrice: RefusedFact = {
  exact: true,
  count: 3,
  lastAt: ago(829),
  code: "SIGNATURE_MISMATCH",
  reason: "Signed with a secret that we do not hold",
};
export const waitingJob: JobFact = { state: "waiting", run_at: NOW + 9_000, attempts: 1, error: null };
export const runningJob: JobFact = { state: "running", run_at: ago(1), attempts: 1, error: null };
export const deadJob: JobFact = { state: "dead", run_at: ago(60), attempts: 4, error: "gave up" };

/** Paid with half of the plan's price, and kept as an error for it. */
export const cheapSession: SessionFact = aPaidSession(2_340, { amount_subtotal: 999 });
export const mismatched = { status: "error", error_code: "AMOUNT_MISMATCH" } as const;

/** An order that provisioning gave up. */
export const failed = {
  status: "error",
  error_code: "PANEL_VALIDATION",
  error_message: "SERVER_JARFILE is required",
} as const;
export const uncertainCreate: StepFact = aStep({
  outcome: "uncertain",
  says: "The panel did not answer the create in time",
});

/** Stripe says paid, the order says pending. */
export const pendingFacts = (patch: Partial<TraceFacts> = {}): TraceFacts =>
  someFacts({ session: aPaidSession(2_340), ...patch });

/** Provisioning has begun. */
export const provisioningFacts = (patch: Partial<TraceFacts>, order: Partial<Order> = {}): TraceFacts =>
  paidFacts({ status: "provisioning", ...order }, patch);
