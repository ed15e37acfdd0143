import type { Selectable } from "kysely";
import type { EventOutcome, EventSource, StepOutcome } from "../../../shared/contract/states.ts";
import type { Order } from "../orders/order-repository.ts";
import type { CheckoutRequestsTable, OrderHistoryTable, OrderSessionsTable } from "../store/tables/orders.ts";
import type { JobsTable } from "../store/tables/work.ts";

export type RequestFact = Pick<Selectable<CheckoutRequestsTable>, "at" | "actor" | "channel">;
export type SessionFact = Selectable<OrderSessionsTable>;
export type HistoryFact = Pick<Selectable<OrderHistoryTable>, "at" | "cause" | "change">;
export type JobFact = Pick<Selectable<JobsTable>, "state" | "run_at" | "attempts" | "error">;

/** The event that tells the payment. */
export interface EventFact {
  readonly eventId: string;
  readonly type: string;
  readonly outcome: EventOutcome;
  readonly reason: string | null;
  readonly source: EventSource;
  readonly createdAt: number;
  readonly receivedAt: number;
}

/** Webhook requests that were refused. `exact` when their bodies name the order; else they came at about that time. */
export interface RefusedFact {
  readonly exact: boolean;
  readonly count: number;
  readonly lastAt: number;
  readonly code: string;
  readonly reason: string;
}

/** The newest attempt at a step of the provisioning run. */
export interface StepFact {
  readonly name: string;
  readonly attempt: number;
  readonly outcome: StepOutcome;
  readonly says: string;
  readonly code: string | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

/** A server of the mirror that carries the order's id, or that the order names. */
export interface ServerFact {
  readonly id: number;
  readonly identifier: string;
  readonly externalId: string | null;
  readonly status: string | null;
  readonly address: string | null;
  readonly seenAt: number;
}

/** All that the ten steps of an order are judged by. Gathered by `load-trace-facts.ts`; judging asks nobody. */
export interface TraceFacts {
  readonly order: Order;
  readonly planName: string;
  readonly request: RequestFact | null;
  /** The Session that was paid, else the newest. */
  readonly session: SessionFact | null;
  readonly payingEvent: EventFact | null;
  readonly refused: RefusedFact | null;
  /** What moved the payment, oldest first. */
  readonly payments: readonly HistoryFact[];
  /** The newest job that provisions this order. */
  readonly job: JobFact | null;
  /** Of the present run, in the order in which they were last begun. */
  readonly steps: readonly StepFact[];
  readonly servers: readonly ServerFact[];
  /** When the whole panel was last read into the mirror; null before the first time. */
  readonly panelReadAt: number | null;
}

/** After this long a payment's event is lost: catch-up has looked for it at Stripe, too. */
export const EVENT_OVERDUE_MS = 150_000;

/** Whether Stripe, when last asked, said that this Session's money is there (or that none is owed). */
export function paidAtStripe(session: SessionFact | null): session is SessionFact {
  return session?.status === "complete" && session.payment_status !== "unpaid";
}

/** Whether the order's own columns hold the payment, whatever came of it later. */
export const paidHere = ({ payment_state: payment }: Order): boolean =>
  payment === "paid" || payment === "refunded" || payment === "disputed";

/** Paid, but not the plan's price, and nobody has said that it may go on. */
export const amountInQuestion = (order: Order): boolean =>
  order.error_code === "AMOUNT_MISMATCH" && order.amount_approved_at === null;

/** Whether Stripe has said paid for so long that the event must be lost, or its bodies are known to be refused. */
export function eventOverdue({ session, refused }: TraceFacts, now: number): boolean {
  return paidAtStripe(session) && (refused?.exact === true || now - session.updated_at >= EVENT_OVERDUE_MS);
}

/** Nothing more is to come of it: its steps that are not proved are no trouble. Money that came all the same is. */
export function isClosed({ order, session }: TraceFacts): boolean {
  if (order.status === "refunded") return true;
  if (order.status !== "expired" && order.status !== "canceled") return false;
  return paidHere(order) || !paidAtStripe(session);
}

/** The step that was begun last: where a provisioning run stands. */
export const newestStep = ({ steps }: TraceFacts): StepFact | undefined => steps.at(-1);

export const stepNamed = ({ steps }: TraceFacts, name: string): StepFact | undefined =>
  steps.find((step) => step.name === name);

/** The create whose answer never came, or another step that may or may not have happened. */
export function uncertainStep(facts: TraceFacts): StepFact | undefined {
  const create = stepNamed(facts, "create");
  if (create?.outcome === "uncertain") return create;
  const newest = newestStep(facts);
  return newest?.outcome === "uncertain" ? newest : undefined;
}
