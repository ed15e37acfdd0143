import { oc } from "@orpc/contract";
import { z } from "zod";

/**
 * Where the forward (the supervised `stripe listen`) stands. `degraded`: it runs, and something did not come through.
 * `recovering`: it died or was replaced, and is started again by itself. `failed`: somebody has to mend something first.
 */
export const ForwardState = z.enum(["off", "starting", "ready", "degraded", "recovering", "failed"]);
export type ForwardState = z.infer<typeof ForwardState>;

/** What is the matter, and what to do about it. */
export const ForwardWhy = z.object({ code: z.string(), says: z.string(), todo: z.string() });
export type ForwardWhy = z.infer<typeof ForwardWhy>;

/** How many minutes of deliveries are told one by one. */
export const FORWARD_MINUTES = 20;

/** Everything measured; times are epoch ms. The signing secret itself is never told. */
export const ForwardStatus = z.object({
  at: z.number(),
  state: ForwardState,
  since: z.number(),
  why: ForwardWhy.nullable(),
  /** When the next start is tried; null while none is waited for. */
  nextAt: z.number().nullable(),
  /** `own` came with Waybill; `path` was found on this machine. Null where there is none. */
  cli: z.object({ kind: z.enum(["own", "path"]), path: z.string(), version: z.string().nullable() }).nullable(),
  /** Where the CLI posts what it receives. */
  targetUrl: z.string(),
  secret: z.object({ capturedAt: z.number(), fingerprint: z.string() }).nullable(),
  heartbeat: z.object({
    /** In live mode nothing is sent: silence is inferred from what catch-up finds. */
    kind: z.enum(["sent", "inferred"]),
    at: z.number().nullable(),
    roundTripMs: z.number().nullable(),
    /** Why the last one could not be sent; null where it could. */
    failure: z.string().nullable(),
  }),
  lastDeliveredAt: z.number().nullable(),
  /** Deliveries of each of the last twenty minutes, oldest first. */
  perMinute: z.array(z.number().int()).length(FORWARD_MINUTES),
  /** The last time that nothing came through, and how many events were fetched for it. `until` is null while it lasts. */
  gap: z.object({ from: z.number().nullable(), until: z.number().nullable(), filled: z.number().int() }).nullable(),
});
export type ForwardStatus = z.infer<typeof ForwardStatus>;

/** Whether the forward is wanted; it is started with the engine where it is. */
export const ForwardSettings = z.strictObject({ on: z.boolean().default(false) });
export type ForwardSettings = z.infer<typeof ForwardSettings>;

export const forwardContract = {
  status: oc.output(ForwardStatus),
  /** Wants it on, now and after each start of the engine. Answers at once; the state tells how it goes. */
  start: oc.output(ForwardStatus),
  /** Wants it off; its child is gone when this answers. */
  stop: oc.output(ForwardStatus),
  /** Replaces the child; also where it had failed. */
  restart: oc.output(ForwardStatus),
};
