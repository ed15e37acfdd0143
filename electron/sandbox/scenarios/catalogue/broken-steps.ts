import type { TraceStepState } from "../../../../shared/contract/states.ts";

/** The first of an order's ten steps, from checkout to dashboard, that is not proved, and how it stands. */
export interface BrokenStep {
  readonly step: number;
  readonly state: TraceStepState;
}

const missing = (step: number): BrokenStep => ({ step, state: "missing" });
const waiting = (step: number): BrokenStep => ({ step, state: "waiting" });
const contradicted = (step: number): BrokenStep => ({ step, state: "contradicted" });

/**
 * Where each scenario breaks a purchase at its full intensity, before anything is mended; those of the older shop break
 * the order that it keeps itself. Scenarios that no step should suffer from are not in here.
 */
const BROKEN_STEPS: Readonly<Record<string, BrokenStep>> = {
  "webhook-never-sent": missing(5),
  "webhook-delayed": waiting(5),
  "webhook-wrong-secret": missing(5),
  "webhook-body-rewritten": missing(5),
  "webhook-doubled-path": missing(5),
  "event-never-made": missing(5),
  "endpoint-disabled": missing(5),
  "endpoint-misses-type": missing(5),
  "clock-skew": missing(5),
  "tunnel-dead": missing(5),
  "tunnel-new-secret": missing(5),
  "stripe-401": missing(3),
  "stripe-403": missing(3),
  "stripe-429": missing(3),
  "stripe-5xx": missing(3),
  "stripe-answer-lost": missing(3),
  "price-archived": missing(3),
  "price-changed": contradicted(4),
  "panel-401": missing(7),
  "panel-403": missing(7),
  "panel-429": waiting(7),
  "panel-500": waiting(7),
  "panel-maintenance": waiting(7),
  "no-node": missing(2),
  "no-allocation": missing(2),
  "egg-variable-missing": missing(2),
  "email-clash": missing(7),
  "external-id-taken": contradicted(8),
  "daemon-offline": waiting(7),
  "daemon-hangs": waiting(7),
  "daemon-registers-then-hangs": waiting(7),
  "install-failed": missing(8),
  "install-never-ends": waiting(8),
  "server-deleted": missing(8),
  "server-resized": contradicted(8),
  "customer-disputes": missing(7),
  "customer-leaves": waiting(4),
  "customer-returns-unpaid": waiting(4),
  "older-checkout": missing(2),
  "shop-parses-first": missing(5),
  "shop-doubles-path": missing(5),
  "shop-throws-early": missing(7),
  "shop-forgets-include": missing(7),
  "shop-sends-node-as-location": contradicted(8),
  "shop-omits-external-id": contradicted(8),
  "shop-retries-only-paid": missing(7),
  "shop-overwrites-status": contradicted(6),
  "shop-ignores-term": contradicted(4),
  "shop-reads-missing-column": missing(8),
  "shop-trusts-success-page": contradicted(4),
  "shop-reads-wrong-column": missing(10),
};

/** Null for a scenario that breaks no step. */
export const brokenStepOf = (scenario: string): BrokenStep | null => BROKEN_STEPS[scenario] ?? null;

/** The scenarios that are said to break one. */
export const stepBreakers: readonly string[] = Object.keys(BROKEN_STEPS);
