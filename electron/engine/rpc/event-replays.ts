import { previewReplay } from "../event-acts/bulk/preview-replay.ts";
import { latestReplay } from "../event-acts/bulk/replay-runs.ts";
import { startReplay } from "../event-acts/bulk/start-replay.ts";
import { stopReplay } from "../event-acts/bulk/stop-replay.ts";
import { os, refusalOf } from "./implementer.ts";

const { replays } = os.eventActs;

export const replaysRouter = {
  preview: replays.preview.handler(({ input, context }) => previewReplay(context.deps, input)),

  start: replays.start.handler(async ({ input, context: { deps, operator }, errors }) => {
    const { count, confirm, ...filter } = input;
    const started = await startReplay(deps, { filter, count, confirm, operator });
    if (!started.ok) throw refusalOf(errors, started.error);
    return started.value;
  }),

  stop: replays.stop.handler(async ({ input, context: { deps, operator }, errors }) => {
    const stopped = await stopReplay(deps, input.runId, operator);
    if (!stopped.ok) throw refusalOf(errors, stopped.error);
    return stopped.value;
  }),

  latest: replays.latest.handler(({ context }) => latestReplay(context.deps.db)),
};
