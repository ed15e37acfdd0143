import { ok, type Result } from "../../../../shared/kernel/result.ts";
import type { Deps } from "../../deps.ts";
import { backoffMs } from "../../jobs/backoff.ts";
import type { JobHandler, JobOutcome } from "../../jobs/job.ts";
import { CATCH_UP_MARK } from "../../catch-up/catch-up-mark.ts";
import { applyDispute } from "../../lifecycle/apply-dispute.ts";
import { applyRefund } from "../../lifecycle/apply-refund.ts";
import type { PanelFault, PanelServer } from "../../panel/panel-port.ts";
import { writeMark } from "../../store/marks.ts";
import type { StripeAnswer, StripeFault } from "../../stripe/stripe-gateway.ts";
import type { StripePage } from "../../stripe/stripe-history.ts";
import { idOf } from "../../stripe/stripe-reads.ts";
import { readRebuildMark, type RebuildMark, writeRebuildMark } from "../rebuild-mark.ts";
import { leaveToPersons } from "./leave-to-persons.ts";
import { RebuildReport } from "./rebuild-report.ts";
import { type Recovery, recoverFromSession, recoverFromSubscription } from "./recover-orders.ts";
import { tellRebuilt, tellWaiting } from "./tell-rebuild.ts";

const LONGEST_WAIT_MS = 60_000;
/** Stripe keeps its events for so long. */
const EVENTS_S = 30 * 24 * 3_600;
/** How many Stripe objects are looked after at once: some twenty calls a second, a quarter of what Stripe allows. */
const AT_ONCE = 4;

type Fault = Pick<StripeFault | PanelFault, "says"> & { readonly code: string };

/**
 * Brings a database that began empty, or with a backup, to where Stripe and the panel are: orders by the metadata on Sessions
 * and Subscriptions, under the ids that they had; refunds and disputes; servers by external id. What it can't is told. Runs
 * from the beginning whenever it was interrupted: what is here is left as it is. Nothing else is at work meanwhile.
 */
export function rebuild(deps: Deps): JobHandler {
  return async (job) => {
    const mark = await readRebuildMark(deps.db);
    if (!mark || mark.doneAt !== null) return { kind: "done" };
    const fault = await runOnce(deps, mark).catch((cause: unknown) => bugOf(deps, cause));
    return fault ? wait(deps, mark, fault, job.attempts) : { kind: "done" };
  };
}

async function runOnce(deps: Deps, mark: RebuildMark): Promise<Fault | null> {
  const report = new RebuildReport();
  const servers = await readServers(deps);
  if (!servers.ok) return servers.error;
  const fault = await recoverAll({ deps, servers: servers.value, report });
  if (fault) return fault;
  await leaveToPersons(deps, servers.value, mark.at, report);
  await finish(deps, mark, report);
  return null;
}

/** Everything waits for the rebuild: it must not end as a job that crashed too often. */
function bugOf({ options }: Deps, cause: unknown): Fault {
  options.log.error({ err: cause }, "The rebuild of the database failed in a way that it does not know");
  return { code: "REBUILD_FAILED", says: `${cause instanceof Error ? cause.message : String(cause)}.` };
}

async function wait(deps: Deps, mark: RebuildMark, { code, says }: Fault, attempts: number): Promise<JobOutcome> {
  await tellWaiting(deps, mark, says);
  const ms = Math.min(backoffMs(attempts, Math.random()), LONGEST_WAIT_MS); // a shop stands still
  return { kind: "retry", at: deps.options.now() + ms, code, says };
}

async function readServers({ panel }: Deps): Promise<Result<ReadonlyMap<string, PanelServer>, Fault>> {
  if (!panel) return ok(new Map());
  const { result } = await panel.listServers();
  if (!result.ok) return result;
  const named = result.value.flatMap((server) => (server.externalId ? [[server.externalId, server] as const] : []));
  return ok(new Map(named));
}

/** Refunds and disputes come last: they are applied to orders that are there by then. */
async function recoverAll(recovery: Recovery): Promise<Fault | null> {
  const { deps, report } = recovery;
  const { stripe } = deps;
  const seen = new Set<string>();
  const refund = async ({ charge }: { charge: string | { id: string } | null }) => {
    const id = idOf(charge);
    if (id === null || seen.has(id)) return null;
    seen.add(id);
    return faultOf(await applyRefund(deps, id, "rebuilt"));
  };
  const parts: [string, () => Promise<Fault | null>][] = [
    ["Checkout Sessions", () => each(stripe.pageOfSessions, (session) => recoverFromSession(recovery, session))],
    ["Subscriptions", () => each(stripe.pageOfSubscriptions, (one) => recoverFromSubscription(recovery, one))],
    ["refunds", () => each(stripe.pageOfRefunds, refund)],
    ["disputes", () => each(stripe.pageOfDisputes, async ({ id }) => faultOf(await applyDispute(deps, id, "rebuilt")))],
  ];
  for (const [name, read] of parts) {
    const fault = await read();
    if (!fault) continue;
    if (!isFinal(fault)) return fault;
    report.unread.push(`${name}: ${fault.says}`);
  }
  return null;
}

/** Without a key, or where the key may not read a list, waiting helps nobody. */
const isFinal = ({ code }: Fault): boolean =>
  code === "STRIPE_NOT_CONFIGURED" || code === "STRIPE_NOT_FOUND" || code === "STRIPE_REFUSED";

const faultOf = (came: Awaited<ReturnType<typeof applyRefund>>): Fault | null =>
  came.kind === "fault" && came.fault.code === "STRIPE_UNREACHABLE" ? came.fault : null;

async function each<T extends { readonly id: string }>(
  pageOf: (startingAfter: string | null) => StripeAnswer<StripePage<T>>,
  work: (item: T) => Promise<Fault | null>,
): Promise<Fault | null> {
  let startingAfter: string | null = null;
  do {
    const page: Awaited<StripeAnswer<StripePage<T>>> = await pageOf(startingAfter);
    if (!page.ok) return page.error;
    const { items, more } = page.value;
    for (let at = 0; at < items.length; at += AT_ONCE) {
      const faults = await Promise.all(items.slice(at, at + AT_ONCE).map(work));
      const fault = faults.find((each) => each !== null);
      if (fault) return fault;
    }
    startingAfter = more ? (items.at(-1)?.id ?? null) : null;
  } while (startingAfter !== null);
  return null;
}

/** From here on the rest goes on: the journal is filled again from Stripe's own, and orders get what they lack. */
async function finish(deps: Deps, mark: RebuildMark, report: RebuildReport): Promise<void> {
  const now = deps.options.now();
  const cursor = Math.floor(now / 1_000) - EVENTS_S;
  await deps.db.transaction().execute(async (tx) => {
    await writeMark(tx, CATCH_UP_MARK, { cursor, ranAt: null, failure: null }, now);
    await writeRebuildMark(tx, { ...mark, doneAt: now });
    await tellRebuilt(tx, mark, report, now);
  });
  const { failed, unread } = report;
  deps.options.log.warn(
    { failed: failed.size, unread },
    "The database was brought up to date from Stripe and the panel",
  );
  for (const topic of ["orders", "events", "servers", "status"] as const) deps.changes.publish({ topic, ids: [] });
  deps.wakeJobs();
}
