import { listDead, listQueues, QUEUES } from "../jobs/list-queues.ts";
import { pauseQueue, resumeQueue } from "../jobs/pause-queue.ts";
import { runAgain } from "../jobs/run-again.ts";
import { os, refusalOf } from "./implementer.ts";

const { queues } = os;

const unknown = (queue: string) =>
  ({
    code: "QUEUE_UNKNOWN",
    says: `There is no queue ${queue}. There are ${Object.keys(QUEUES).join(", ")}.`,
  }) as const;

export const queuesRouter = {
  list: queues.list.handler(({ context: { deps } }) => listQueues(deps.db, deps.options.now())),

  pause: queues.pause.handler(async ({ input, context: { deps, operator }, errors }) => {
    if (!Object.hasOwn(QUEUES, input.queue)) throw refusalOf(errors, unknown(input.queue));
    await pauseQueue(deps, input, operator);
    return listQueues(deps.db, deps.options.now());
  }),

  resume: queues.resume.handler(async ({ input, context: { deps, operator }, errors }) => {
    if (!Object.hasOwn(QUEUES, input.queue)) throw refusalOf(errors, unknown(input.queue));
    await resumeQueue(deps, input.queue, operator);
    return listQueues(deps.db, deps.options.now());
  }),

  dead: queues.dead.handler(({ context: { deps } }) => listDead(deps.db)),

  runAgain: queues.runAgain.handler(({ input, context: { deps, operator } }) => runAgain(deps, input.jobIds, operator)),
};
