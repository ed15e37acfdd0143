import { z } from "zod";

/** The storefront's public `status` of an order. */
export const OrderStatus = z.enum([
  "pending",
  "paid",
  "provisioning",
  "provisioned",
  "error",
  "canceled",
  "expired",
  "refunded",
]);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** What became of the money; a machine of its own, so that no event has to lie about the order. */
export const PaymentState = z.enum(["unpaid", "processing", "paid", "refunded", "disputed"]);
export type PaymentState = z.infer<typeof PaymentState>;

/** What the customer may use right now. */
export const ServiceState = z.enum(["none", "active", "past_due", "suspended", "canceling", "terminated"]);
export type ServiceState = z.infer<typeof ServiceState>;

export const Term = z.enum(["monthly", "quarterly", "yearly"]);
export type Term = z.infer<typeof Term>;

/** What is known of one of the ten steps; `unknown` means that nobody was asked, never that it is fine. */
export const TraceStepState = z.enum(["proved", "waiting", "missing", "contradicted", "unknown"]);
export type TraceStepState = z.infer<typeof TraceStepState>;

/** What came of an arrival in the event journal. */
export const EventOutcome = z.enum([
  "journaled", // durable, its job waits or runs
  "applied",
  "duplicate",
  "not_ours", // kept, concerns nothing that Waybill keeps
  "held", // names an order that is not here (yet)
  "retrying", // its job failed and will run again
  "failed", // its job gave up
  "rejected", // refused before it could be an event; the reason says why
]);
export type EventOutcome = z.infer<typeof EventOutcome>;

/** How an event came in. */
export const EventSource = z.enum(["endpoint", "forward", "catch_up", "replay"]);
export type EventSource = z.infer<typeof EventSource>;

export const JobState = z.enum(["waiting", "running", "retrying", "done", "failed"]);
export type JobState = z.infer<typeof JobState>;

/** `uncertain` is neither failure nor success: the panel may or may not have acted, and is being looked at. */
export const StepOutcome = z.enum(["running", "done", "waiting", "uncertain", "failed", "contradicted"]);
export type StepOutcome = z.infer<typeof StepOutcome>;
