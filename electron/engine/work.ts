import { sendInvoiceLater } from "./acts/send-invoice.ts";
import { catchUpJob } from "./catch-up/catch-up.ts";
import { checkPlanEggs } from "./catalog/check-eggs.ts";
import type { Deps } from "./deps.ts";
import type { RecordArrival } from "./events/group-commit.ts";
import { keepJournalSmall } from "./events/keep-journal-small.ts";
import { lookAfterHeld } from "./events/look-after-held.ts";
import { replayManyJob } from "./event-acts/bulk/replay-many.ts";
import { REPLAY_MANY } from "./event-acts/bulk/replay-runs.ts";
import { processEvent } from "./events/process-event.ts";
import type { JobHandler } from "./jobs/job.ts";
import { alignPlan } from "./lifecycle/align-plan.ts";
import { applySubscriptionLater } from "./lifecycle/apply-subscription-job.ts";
import { keepSuspended } from "./lifecycle/keep-suspended.ts";
import { REPLAN_TERMINATIONS } from "./lifecycle/replan-job.ts";
import { replanTerminations } from "./lifecycle/replan-terminations.ts";
import { tendServices } from "./lifecycle/tend-services.ts";
import { terminateServer } from "./lifecycle/terminate-server.ts";
import type { Recurring } from "./jobs/recurring.ts";
import { readPanel } from "./mirror/read-panel.ts";
import { healProvisioning } from "./provisioning/heal-provisioning.ts";
import type { EngineOptions } from "./ports.ts";
import { provisionServer } from "./provisioning/provision-server.ts";
import { suspendServer } from "./provisioning/suspend-server.ts";

/** How many jobs of a queue run at once. Events and servers don't wait for each other, nor for the housekeeping. */
export const CONCURRENCY: Readonly<Record<string, number>> = { events: 8, panel: 8, housekeeping: 2, replays: 1 };

/** What is done again and again, and how often. */
export const recurringWork = ({ timings }: Pick<EngineOptions, "timings">): readonly Recurring[] => [
  { queue: "housekeeping", kind: "catch_up", everyMs: 60_000 },
  { queue: "housekeeping", kind: "look_after_held", everyMs: 60_000 },
  { queue: "housekeeping", kind: "keep_journal_small", everyMs: 10 * 60_000 },
  { queue: "housekeeping", kind: "read_panel", everyMs: 30_000 },
  { queue: "housekeeping", kind: "heal_provisioning", everyMs: timings?.healEveryMs ?? 60_000 },
  { queue: "housekeeping", kind: "tend_services", everyMs: 60_000 },
  { queue: "housekeeping", kind: "keep_suspended", everyMs: 10 * 60_000 },
  { queue: "housekeeping", kind: REPLAN_TERMINATIONS, everyMs: 60 * 60_000 },
  { queue: "housekeeping", kind: "check_plan_eggs", everyMs: 10 * 60_000 },
];

/** Every kind of job there is, and what runs it. */
export function jobHandlers(deps: Deps, record: RecordArrival): Readonly<Record<string, JobHandler>> {
  return {
    process_event: processEvent(deps),
    [REPLAY_MANY]: replayManyJob(deps),
    apply_subscription: applySubscriptionLater(deps),
    provision_server: provisionServer(deps),
    suspend_server: suspendServer(deps),
    terminate_server: terminateServer(deps),
    align_plan: alignPlan(deps),
    send_invoice: sendInvoiceLater(deps),
    catch_up: catchUpJob(deps, record),
    look_after_held: once(() => lookAfterHeld(deps)),
    keep_journal_small: once(() => keepJournalSmall(deps)),
    read_panel: once(() => readPanel(deps)),
    heal_provisioning: once(() => healProvisioning(deps)),
    tend_services: once(() => tendServices(deps)),
    keep_suspended: once(() => keepSuspended(deps)),
    [REPLAN_TERMINATIONS]: once(() => replanTerminations(deps)),
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
