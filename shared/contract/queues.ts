import { oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";

/** A queue of jobs as it stands. `due` counts those waiting whose time has come; times are epoch ms. */
export const QueueRow = z.object({
  queue: z.string(),
  says: z.string(),
  waiting: z.number().int(),
  due: z.number().int(),
  oldestDueAt: z.number().nullable(),
  running: z.number().int(),
  dead: z.number().int(),
  paused: z.object({ at: z.number(), by: z.string(), reason: z.string().nullable() }).nullable(),
});
export type QueueRow = z.infer<typeof QueueRow>;

/** A job that gave up, with the last thing that went wrong. */
export const DeadJob = z.object({
  id: z.number().int(),
  queue: z.string(),
  kind: z.string(),
  orderId: z.string().nullable(),
  attempts: z.number().int(),
  finishedAt: z.number().nullable(),
  code: z.string().nullable(),
  error: z.string().nullable(),
});
export type DeadJob = z.infer<typeof DeadJob>;

const Queue = z.object({ queue: z.string().min(1).max(100) });
const errors = { QUEUE_UNKNOWN: refusals.QUEUE_UNKNOWN };

export const queuesContract = {
  list: oc.output(z.array(QueueRow)),
  /** Takes no more jobs of a queue until it is resumed, also after a restart; what runs ends. */
  pause: oc
    .input(
      Queue.extend({ reason: z.string().trim().min(3, "Say why, for the audit").max(500, "500 characters at most") }),
    )
    .output(z.array(QueueRow))
    .errors(errors),
  resume: oc.input(Queue).output(z.array(QueueRow)).errors(errors),
  /** The jobs that gave up, the newest first. `count` is how many there are in all. */
  dead: oc.output(z.object({ count: z.number().int(), rows: z.array(DeadJob) })),
  /** Puts jobs that gave up to work again, from their first attempt. One that is asked for already stays as it is. */
  runAgain: oc
    .input(z.object({ jobIds: z.array(z.number().int()).min(1).max(200) }))
    .output(z.object({ says: z.string(), put: z.number().int() })),
};
