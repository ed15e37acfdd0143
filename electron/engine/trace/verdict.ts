import type { TraceStepState } from "../../../shared/contract/states.ts";
import type { Evidence, Repair } from "../../../shared/contract/trace.ts";
import type { TraceFacts } from "./trace-facts.ts";

/** What the facts say of one step. */
export interface Verdict {
  readonly state: TraceStepState;
  readonly says: string;
  /** When it was proved, or since when it is so (epoch ms). */
  readonly at: number | null;
  readonly evidence: readonly Evidence[];
  readonly repair: Repair | null;
}

/** Judges one step; null where the facts say nothing of it yet, because an earlier step has not been taken. */
export type Judge = (facts: TraceFacts, now: number) => Verdict | null;

interface More {
  readonly at?: number | null;
  readonly evidence?: readonly Evidence[];
  readonly repair?: Repair | null;
}

const verdict =
  (state: TraceStepState) =>
  (says: string, { at = null, evidence = [], repair = null }: More = {}): Verdict => ({
    state,
    says,
    at,
    evidence,
    repair,
  });

export const proved = verdict("proved");
export const waiting = verdict("waiting");
export const missing = verdict("missing");
export const contradicted = verdict("contradicted");
export const unknown = verdict("unknown");

const side =
  (side: Evidence["side"]) =>
  (fact: string, at: number | null): Evidence => ({ side, fact, at });

export const storefront = side("Storefront");
export const stripe = side("Stripe");
export const journal = side("Journal");
export const waybill = side("Waybill");
export const panel = side("Panel");
