import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { Environment } from "../kernel/environment.ts";

export const About = z.object({
  env: Environment,
  version: z.string(),
  operator: z.string(),
  ingressUrl: z.string(),
  /** Where Stripe's answers come from: the host of the API in use, or null while no key is set. */
  stripeHost: z.string().nullable(),
  panelHost: z.string().nullable(),
  account: z.string(),
  startedAt: z.number(),
});
export type About = z.infer<typeof About>;

/** What the status line shows; each value was measured, none is assumed. Times are epoch ms. */
export const SystemStatus = z.object({
  at: z.number(),
  webhooks: z.object({
    lastAcceptedAt: z.number().nullable(),
    rejectedLastHour: z.number().int(),
    rejectedSince: z.number().nullable(),
  }),
  queue: z.object({
    waiting: z.number().int(),
    oldestWaitingAt: z.number().nullable(),
    failed: z.number().int(),
    /** Queues that an operator paused; nothing of them runs until they are resumed. */
    paused: z.array(z.object({ queue: z.string(), at: z.number(), by: z.string() })),
  }),
  mirror: z.object({ readAt: z.number().nullable(), failure: z.string().nullable() }),
  catchUp: z.object({
    ranAt: z.number().nullable(),
    failure: z.string().nullable(),
    /** What is being fetched from Stripe just now: which list, how many pages are done, how much of it was news. */
    progress: z
      .object({
        phase: z.enum(["events", "sessions", "subscriptions"]),
        pages: z.number().int(),
        found: z.number().int(),
        startedAt: z.number(),
      })
      .nullable(),
  }),
  panel: z.object({ remaining: z.number().int().nullable(), limit: z.number().int().nullable() }),
  stripe: z.object({ latencyMs: z.number().nullable(), failure: z.string().nullable() }),
});
export type SystemStatus = z.infer<typeof SystemStatus>;

/** Says that something of a topic changed; `ids` names which (order ids, server ids), empty when it can't be told. */
export const Change = z.object({
  topic: z.enum(["orders", "events", "servers", "catalog", "status", "forward"]),
  ids: z.array(z.string()),
});
export type Change = z.infer<typeof Change>;

export const systemContract = {
  about: oc.output(About),
  status: oc.output(SystemStatus),
  /** Pushed whenever something changes, coalesced to a few a second. The console re-reads what it shows of it. */
  changes: oc.output(eventIterator(z.array(Change))),
};
