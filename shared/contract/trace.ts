import { z } from "zod";
import { TraceStepState } from "./states.ts";

/** One side's word on a step: who says it, what, and when it was said (epoch ms). */
export const Evidence = z.object({
  side: z.enum(["Storefront", "Stripe", "Journal", "Waybill", "Panel"]),
  fact: z.string(),
  at: z.number().nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

/** An act that mends the step it hangs on. `plan` says what it will do, `not` what it won't. */
export const Repair = z.object({
  act: z.enum(["retry_provisioning", "ask_stripe", "approve_amount"]),
  title: z.string(),
  plan: z.array(z.string()).max(5),
  not: z.string(),
});
export type Repair = z.infer<typeof Repair>;

/** One of the ten steps from checkout to dashboard. `says` is one line; `at` is when it was proved (epoch ms). */
export const TraceStep = z.object({
  step: z.number().int().min(1).max(10),
  name: z.string(),
  state: TraceStepState,
  says: z.string(),
  at: z.number().nullable(),
  evidence: z.array(Evidence),
  repair: Repair.nullable(),
});
export type TraceStep = z.infer<typeof TraceStep>;

// Apart from the schemas: the strip is on every page, and needs no parser.
export { TRACE_STEPS } from "./trace-steps.ts";
