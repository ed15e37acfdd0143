import { listFixtures, triggerEvent, whyNoTrigger } from "../event-acts/trigger/trigger-event.ts";
import { os, refusalOf } from "./implementer.ts";

const { triggers } = os.eventActs;

export const triggersRouter = {
  list: triggers.list.handler(({ context: { deps } }) => ({
    fixtures: listFixtures(),
    refusal: whyNoTrigger(deps.options),
  })),

  run: triggers.run.handler(async ({ input, context: { deps, operator }, errors }) => {
    const done = await triggerEvent(deps, { ...input, operator });
    if (!done.ok) throw refusalOf(errors, done.error);
    return { says: done.value };
  }),
};
