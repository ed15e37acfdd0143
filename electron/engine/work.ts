import { catchUpJob } from "./catch-up/catch-up.ts";
import { checkPlanEggs } from "./catalog/check-eggs.ts";
import type { Deps } from "./deps.ts";
import type { RecordArrival } from "./events/group-commit.ts";
import { lookAfterHeld } from "./events/look-after-held.ts";
import { processEvent } from "./events/process-event.ts";
import type { JobHandler } from "./jobs/job.ts";
import { applySubscriptionLater } from "./lifecycle/apply-subscription-job.ts";
import type { Recurring } from "./jobs/recurring.ts";
import { readPanel } from "./mirror/read-panel.ts";
import { healProvisioning } from "./provisioning/heal-provisioning.ts";
import type { EngineOptions } from "./ports.ts";
import { provisionServer } from "./provisioning/provision-server.ts";
import { suspendServer } from "./provisioning/suspend-server.ts";

/** How many jobs of a queue run at once. Events and servers don't wait for each other, nor for the housekeeping. */
export const CONCURRENCY: Readonly<Record<string, number>> = { events: 8, panel: 8, housekeeping: 2 };

/** What is done again and again, and how often. */
export const recurringWork = ({ timings }: Pick<EngineOptions, "timings">): readonly Recurring[] => [
  { queue: "housekeeping", kind: "catch_up", everyMs: 60_000 },
  { queue: "housekeeping", kind: "look_after_held", everyMs: 60_000 },
  { queue: "housekeeping", kind: "read_panel", everyMs: 30_000 },
  { queue: "housekeeping", kind: "heal_provisioning", everyMs: timings?.healEveryMs ?? 60_000 },
  { queue: "housekeeping", kind: "check_plan_eggs", everyMs: 10 * 60_000 },
];

/** Every kind of job there is, and what runs it. */
export function jobHandlers(deps: Deps, record: RecordArrival): Readonly<Record<string, JobHandler>> {
  return {
    process_event: processEvent(deps),
    apply_subscription: applySubscriptionLater(deps),
    provision_server: provisionServer(deps),
    suspend_server: suspendServer(deps),
    catch_up: catchUpJob(deps, record),
    look_after_held: once(() => lookAfterHeld(deps)),
    read_panel: once(() => readPanel(deps)),
    heal_provisioning: once(() => healProvisioning(deps)),
    check_plan_eggs: once(() => checkPlanEggs(deps)),
  };
}

/** Housekeeping keeps its own account of what failed; the next beat is its retry. */
const once =
  (work: () => Promise<unknown>): JobHandler =>
  async () => {
    await work();
    return { kind: "done" };
  };
