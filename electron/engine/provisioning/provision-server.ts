import { err, ok } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { JobHandler, JobOutcome } from "../jobs/job.ts";
import { PANEL_NOT_SET } from "../mirror/read-panel.ts";
import { findOrder, patchOrder } from "../orders/order-repository.ts";
import { awaitInstall, lookAgain, watchedServer } from "./await-install.ts";
import { claimOrder } from "./claim-order.ts";
import { createServer, settleDeadCreates } from "./create-server.ts";
import { mayHappenUntil } from "./create-timing.ts";
import { findCustomer } from "./find-customer.ts";
import { lookUpServer, type Sighting } from "./look-up-server.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { placeServer } from "./place-server.ts";
import { DONE, type Run, type Stepped, wantsServer } from "./run.ts";
import { retryAt, settleTrouble } from "./settle-trouble.ts";
import { listSteps, newAttempt } from "./step-journal.ts";

/**
 * Makes a paid order a running server, exactly one, however often and wherever it is interrupted. Each step is journaled
 * with what it was given, what the panel said and what came of it; a later run takes what earlier steps found, but asks the
 * panel for the order's server again before it makes one. While the server installs the job comes back by itself.
 */
export function provisionServer(deps: Deps): JobHandler {
  return async (job) => {
    const claimed = await claimOrder(deps, job);
    if (!claimed.ok) return claimed.error;
    const order = claimed.value;
    if (!deps.panel) {
      const attempt = newAttempt("look_up", { externalId: order.id }, deps.options.now());
      return settleTrouble({ deps, job, order }, attempt, PANEL_NOT_SET);
    }
    const run: Run = { deps, job, order, panel: deps.panel };
    const watched = watchedServer(await listSteps(deps.db, order.id));
    if (watched) return lookAgain(run, watched);
    const server = await oneAtATime(run.panel, () => findOrMakeServer(run));
    return server.ok ? awaitInstall(run, server.value) : server.error;
  };
}

async function findOrMakeServer(run: Run): Stepped<Sighting> {
  await settleDeadCreates(run);
  const found = await lookUpServer(run);
  if (!found.ok) return found;
  if (found.value) return ok(found.value);
  const steps = await listSteps(run.deps.db, run.order.id);
  const until = mayHappenUntil(steps);
  if (until > run.deps.options.now()) return err(await waitForCreate(run, until));
  const customer = await findCustomer(run, steps);
  if (!customer.ok) return customer;
  const place = await placeServer(run);
  return place.ok ? createServer(run, customer.value, place.value) : place;
}

/**
 * A create that has not ended may still make the server. It is looked for more and more rarely until it must have ended; only
 * then is another one sent.
 */
function waitForCreate({ deps, order }: Run, until: number): Promise<JobOutcome> {
  const code = "CREATE_UNCERTAIN";
  const says = "The panel was asked for the server and did not say whether it made it. It is being looked for.";
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.options.now();
    const fresh = await findOrder(tx, order.id);
    if (!wantsServer(fresh)) return DONE;
    const since = fresh.failing_since ?? now;
    if (fresh.failing_since === null)
      await patchOrder(tx, fresh, { error_code: code, error_message: says, failing_since: since }, now);
    const next = retryAt(now, since, null, deps.options.timings?.retryMs);
    return { kind: "retry", at: Math.min(until, next), code, says };
  });
}
