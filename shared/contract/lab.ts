import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";
import { TraceStepState } from "./states.ts";

/** One way in which the sandbox's world can break. */
export const LabScenario = z.object({
  name: z.string(),
  title: z.string(),
  does: z.string(),
  side: z.enum(["webhooks", "stripe", "panel", "daemon", "customers", "shop"]),
  /** The audited defects that it shows in its purest form or among others, by number. */
  defects: z.array(z.number().int()),
  /** The first of an order's ten steps that is not proved while it runs, and how it stands; null where none breaks. */
  breaks: z.object({ step: z.number().int().min(1).max(10), state: TraceStepState }).nullable(),
  running: z.boolean(),
  /** What it has hit since it was started. */
  hits: z.number().int(),
  lastRun: z.object({ from: z.number(), to: z.number(), hits: z.number().int() }).nullable(),
});
export type LabScenario = z.infer<typeof LabScenario>;

/** Which scenarios run, and with what. `since` is epoch ms, as all times here that do not say otherwise. */
export const LabRunning = z.object({
  names: z.array(z.string()),
  seed: z.number().int(),
  intensity: z.number(),
  since: z.number(),
});
export type LabRunning = z.infer<typeof LabRunning>;

/** What a simulated customer did, in words. `orderId` is the shop's they bought at, which may not be Waybill. */
export const LabCustomer = z.object({
  number: z.number().int(),
  email: z.string(),
  planId: z.string(),
  orderId: z.string().nullable(),
  did: z.array(z.string()),
});
export type LabCustomer = z.infer<typeof LabCustomer>;

/** The customers that were sent last: how many were asked for, and those that have come so far, newest first. */
export const LabVisit = z.object({
  asked: z.number().int(),
  come: z.number().int(),
  since: z.number(),
  /** Null while some are still on their way. */
  ended: z.number().nullable(),
  customers: z.array(LabCustomer),
});
export type LabVisit = z.infer<typeof LabVisit>;

/** The time by which subscriptions renew. It only goes forward; Waybill's own clock stays the machine's. */
export const LabClock = z.object({
  now: z.number(),
  /** How far it is ahead of the machine's. */
  aheadMs: z.number(),
  /** When the next subscription renews; null where none will. */
  nextRenewalAt: z.number().nullable(),
});
export type LabClock = z.infer<typeof LabClock>;

export const LabState = z.object({
  scenarios: z.array(LabScenario),
  running: LabRunning.nullable(),
  /** Where the older shop sells, while a scenario of its runs. */
  olderShop: z.string().nullable(),
  visit: LabVisit.nullable(),
  clock: LabClock,
});
export type LabState = z.infer<typeof LabState>;

/** A request that one of the two sides answered. `key` tells two apart and grows. */
export const LabRequest = z.object({
  key: z.number().int(),
  at: z.number(),
  method: z.string(),
  path: z.string(),
  /** 0 where the connection was broken off. */
  status: z.number().int(),
  tookMs: z.number(),
});
export type LabRequest = z.infer<typeof LabRequest>;

/** An event on its way to an endpoint. */
export const LabDelivery = z.object({
  key: z.number().int(),
  at: z.number(),
  eventId: z.string(),
  type: z.string(),
  state: z.enum(["pending", "delivered", "failed", "dropped"]),
  attempts: z.number().int(),
  outcome: z.string().nullable(),
});
export type LabDelivery = z.infer<typeof LabDelivery>;

/** All that the lab's page shows: how the lab stands, and what both sides saw last, newest first. */
export const LabSeen = z.object({
  state: LabState,
  stripe: z.array(LabRequest),
  panel: z.array(LabRequest),
  deliveries: z.array(LabDelivery),
});
export type LabSeen = z.infer<typeof LabSeen>;

export const LabStart = z.object({
  names: z.array(z.string()).min(1, "Choose a scenario"),
  seed: z
    .number()
    .int("Write a whole number")
    .min(0)
    .max(2 ** 31 - 1, "Write a number below 2,147,483,648"),
  /** The share of what could be hit that is hit. */
  intensity: z.number().gt(0).max(1),
});
export type LabStart = z.infer<typeof LabStart>;

/** How far to move the sandbox's clock: a day, whole days, a month, or to the next renewal; these two until it is charged, an hour later. */
export const LabPass = z.discriminatedUnion("by", [
  z.object({ by: z.literal("day") }),
  z.object({ by: z.literal("month") }),
  z.object({ by: z.literal("renewal") }),
  z.object({ by: z.literal("days"), days: z.number().int("Write whole days").min(1, "Write 1 day at least").max(800) }),
]);
export type LabPass = z.infer<typeof LabPass>;

export const LabCustomers = z.object({
  count: z.number().int().min(1).max(50, "Send 50 at most at once"),
});

const errors = {
  LAB_ONLY_IN_SANDBOX: refusals.LAB_ONLY_IN_SANDBOX,
  LAB_UNREACHABLE: refusals.LAB_UNREACHABLE,
  LAB_REFUSED: refusals.LAB_REFUSED,
};
/** The codes with which the lab refuses. */
export type LabCode = keyof typeof errors;

const lab = oc.errors(errors);

export const labContract = {
  state: lab.output(LabState),
  /** All of it now, and again whenever something of it changed. */
  watch: lab.output(eventIterator(LabSeen)),
  /** Starts these in the place of those that ran. */
  start: lab.input(LabStart).output(LabRunning),
  /** Ends all, takes back what they changed, and puts Waybill to work on what is left to mend. */
  stop: lab.output(z.object({ stopped: z.literal(true) })),
  /** Sends customers to the shop and answers at once; `watch` tells how far they are. */
  customers: lab.input(LabCustomers).output(z.object({ asked: z.number().int() })),
  passTime: lab.input(LabPass).output(LabClock),
  /** Makes the sandbox new. Waybill keeps its own orders; `kept` says how many it still knows. */
  reset: lab.output(z.object({ kept: z.number().int() })),
};
