import { err, ok } from "../../../shared/kernel/result.ts";
import { rememberEgg } from "../catalog/remembered-egg.ts";
import { mirrorServer } from "../mirror/mirror-rows.ts";
import { findOrder } from "../orders/order-repository.ts";
import { readBuild } from "../orders/server-build.ts";
import type { NewPanelServer, PanelExchange, PanelFault, PanelServer } from "../panel/panel-port.ts";
import { CREATE_MAY_LAST_MS, type UncertainCreate } from "./create-timing.ts";
import type { Sighting } from "./look-up-server.ts";
import { newServerOf } from "./new-server.ts";
import type { Place } from "./place-server.ts";
import { clearTrouble, DONE, type Run, type Stepped, wantsServer } from "./run.ts";
import { passing, refusal, settleTrouble } from "./settle-trouble.ts";
import { editedBuild, readEdits } from "./step-edits.ts";
import { type Attempt, newAttempt, writeStep } from "./step-journal.ts";

/**
 * Makes the server, once: the step is on disk before the panel is asked, so that a crash leaves an uncertain create and
 * never a forgotten one. Run it one at a time, right after a look-up that found nothing.
 */
export async function createServer(run: Run, userId: number, place: Place): Stepped<Sighting> {
  const wanted = await wantedServer(run, userId, place);
  if (!wanted.ok) return wanted;
  const { server, exchanges } = wanted.value;
  const begun = await begin(run, server, exchanges);
  if (!begun) return err(DONE); // refunded, disputed or canceled meanwhile
  const call = await run.panel.createServer(server);
  const asked: Attempt = { ...begun, exchanges: [...exchanges, ...call.exchanges] };
  if (!call.result.ok) return err(await settleFault(run, asked, call.result.error, call.exchanges));
  await keepServer(run, asked, call.result.value);
  return ok({ server: call.result.value, seenAt: begun.startedAt });
}

interface Wanted {
  readonly server: NewPanelServer;
  readonly exchanges: readonly PanelExchange[];
}

async function wantedServer(run: Run, userId: number, place: Place): Stepped<Wanted> {
  const { deps, panel, order } = run;
  const build = editedBuild(readBuild(order.build), await readEdits(deps.db, order.id));
  const attempt = newAttempt("create", { eggId: build.eggId, userId, place }, deps.options.now());
  const { result, exchanges } = await panel.getEgg(build.eggId, build.nestId);
  if (!result.ok) return err(await settleTrouble(run, { ...attempt, exchanges }, result.error));
  await rememberEgg(deps.db, build.eggId, result.value, deps.options.now());
  if (result.value) return ok({ server: newServerOf(order, build, result.value, userId, place), exchanges });
  const says = `The panel has no egg ${build.eggId}, which the plan ${order.plan_id} takes. Correct the catalog or put the egg back.`;
  return err(await settleTrouble(run, { ...attempt, exchanges }, refusal("EGG_NOT_FOUND", says)));
}

/** Writes the step as running, if the order still wants a server. */
function begin(run: Run, server: NewPanelServer, exchanges: readonly PanelExchange[]): Promise<Attempt | null> {
  return run.deps.db.transaction().execute(async (tx) => {
    if (!wantsServer(await findOrder(tx, run.order.id))) return null;
    const now = run.deps.options.now();
    const attempt: Attempt = { ...newAttempt("create", server, now), exchanges };
    const found: UncertainCreate = { mayHappenUntil: now + createMayLastMs(run) }; // all that is known should nobody write more
    const end = { outcome: "running", code: null, says: "The panel is asked.", found, finishedAt: null } as const;
    return { ...attempt, rowId: await writeStep(tx, run.order.id, attempt, end) };
  });
}

async function keepServer({ deps, order }: Run, attempt: Attempt, server: PanelServer): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const now = deps.options.now();
    const says = `Server ${server.id} (${server.identifier}) was made.`;
    const found = { serverId: server.id };
    await writeStep(tx, order.id, attempt, { outcome: "done", code: null, says, found, finishedAt: now });
    await mirrorServer(tx, server, now);
    const fresh = await findOrder(tx, order.id);
    if (fresh) await clearTrouble(tx, fresh, now);
  });
}

async function settleFault(run: Run, attempt: Attempt, fault: PanelFault, sent: readonly PanelExchange[]) {
  if (fault.certainty === "uncertain") {
    const found: UncertainCreate = { mayHappenUntil: endOf(run, fault, sent) };
    return settleTrouble(run, attempt, fault, { found });
  }
  // somebody was quicker to the port that was free a moment ago: the next run chooses another
  const isPortTaken = fault.fields.some(({ field }) => field === "allocation.default");
  return settleTrouble(run, attempt, isPortTaken ? passing("PORT_TAKEN", fault.says) : fault);
}

/** An error in the panel's own words is its last: what it made it has taken back by then. Anything else leaves it at work. */
function endOf(run: Run, fault: PanelFault, sent: readonly PanelExchange[]): number {
  const now = run.deps.options.now();
  if (fault.panelCode !== null) return now;
  return (sent.at(-1)?.startedAt ?? now) + createMayLastMs(run);
}

const createMayLastMs = ({ deps }: Run): number => deps.options.timings?.createMayLastMs ?? CREATE_MAY_LAST_MS;

/** Turns a create that a dead process left running into what it is: uncertain. Run it where no create can be under way. */
export async function settleDeadCreates({ deps, order }: Run): Promise<void> {
  const dead = await deps.db
    .selectFrom("provisioning_steps")
    .select("id")
    .where("order_id", "=", order.id)
    .where("name", "=", "create")
    .where("outcome", "=", "running")
    .execute();
  for (const { id } of dead) {
    await deps.db
      .updateTable("provisioning_steps")
      .set({
        outcome: "uncertain",
        code: "CREATE_INTERRUPTED",
        says: "Waybill stopped while it waited for the panel's answer.",
        finished_at: deps.options.now(),
      })
      .where("id", "=", id)
      .execute();
  }
}
