import { err, ok } from "../../../shared/kernel/result.ts";
import { openFinding } from "../findings/findings.ts";
import { mirrorServer } from "../mirror/mirror-rows.ts";
import { readBuild } from "../orders/server-build.ts";
import type { PanelExchange, PanelServer } from "../panel/panel-port.ts";
import { contradictionOf } from "./contradiction.ts";
import { externalIdOf } from "./panel-customer.ts";
import type { Run, Stepped } from "./run.ts";
import { refusal, settleTrouble, type Trouble } from "./settle-trouble.ts";
import { type Attempt, newAttempt, writeStep } from "./step-journal.ts";

/** A server as it was seen; `seenAt` (epoch ms) is before the panel was asked, so that it is never too late. */
export interface Sighting {
  readonly server: PanelServer;
  readonly seenAt: number;
}

/**
 * Asks the panel for the order's server by external id, as before every create and after every answer that is not certain.
 * Null is a certain "not there". One that is not what was sold ends the run and is left as it is.
 */
export async function lookUpServer(run: Run): Stepped<Sighting | null> {
  const { deps, panel, order } = run;
  const seenAt = deps.options.now();
  const attempt = newAttempt("look_up", { externalId: order.id }, seenAt);
  const { result, exchanges } = await panel.findServerByExternalId(order.id);
  const looked: Attempt = { ...attempt, exchanges };
  if (!result.ok) return err(await settleTrouble(run, looked, result.error));
  const server = result.value;
  if (!server) {
    await noteStep(run, looked, "The panel has no server with this order's id.", null);
    return ok(null);
  }
  const owner = await strangerOf(run, server);
  const asked: Attempt = { ...looked, exchanges: [...exchanges, ...owner.exchanges] };
  if (owner.trouble) return err(await settleTrouble(run, asked, owner.trouble));
  const contradiction =
    contradictionOf(server, readBuild(order.build), owner.stranger) ?? (await otherOrderOf(run, server));
  if (contradiction !== null) return err(await contradicted(run, asked, contradiction, server));
  await noteStep(run, asked, `The panel has server ${server.id} with this order's id.`, server);
  return ok({ server, seenAt });
}

async function noteStep(run: Run, attempt: Attempt, says: string, server: PanelServer | null): Promise<void> {
  const { deps, order } = run;
  await deps.db.transaction().execute(async (tx) => {
    const now = deps.options.now();
    const end = {
      outcome: "done",
      code: null,
      says,
      found: { serverId: server?.id ?? null },
      finishedAt: now,
    } as const;
    await writeStep(tx, order.id, attempt, end);
    if (server) await mirrorServer(tx, server, now);
  });
}

async function contradicted(run: Run, attempt: Attempt, says: string, server: PanelServer) {
  const { deps, order } = run;
  const ended = await settleTrouble(run, attempt, refusal("SERVER_CONTRADICTED", says), {
    outcome: "contradicted",
    found: { serverId: server.id },
  });
  const finding = { code: "SERVER_CONTRADICTED", subject: order.id, says, evidence: { serverId: server.id } };
  await deps.db.transaction().execute((tx) => openFinding(tx, finding, deps.options.now()));
  return ended;
}

interface OwnerLookedAt {
  /** Whose it should be, where it is somebody else's. */
  readonly stranger: string | null;
  readonly trouble?: Trouble;
  readonly exchanges: readonly PanelExchange[];
}

/** The customer's own is what belongs to their panel account, to their e-mail address, or to the account with their id. */
async function strangerOf({ deps, panel, order }: Run, server: PanelServer): Promise<OwnerLookedAt> {
  const email = order.customer_email?.toLowerCase() ?? null;
  const known = await deps.db
    .selectFrom("customers")
    .select("panel_user_id")
    .where("user_id", "=", order.user_id)
    .executeTakeFirst();
  const isTheirs =
    server.userId === known?.panel_user_id || (email !== null && server.userEmail?.toLowerCase() === email);
  if (isTheirs) return { stranger: null, exchanges: [] };
  const { result, exchanges } = await panel.findUserByExternalId(externalIdOf(order.user_id));
  if (!result.ok) return { stranger: null, trouble: result.error, exchanges };
  return { stranger: result.value?.id === server.userId ? null : (order.customer_email ?? order.user_id), exchanges };
}

async function otherOrderOf({ deps, order }: Run, server: PanelServer): Promise<string | null> {
  const other = await deps.db
    .selectFrom("orders")
    .select("id")
    .where("ptero_server_id", "=", server.id)
    .where("id", "!=", order.id)
    .executeTakeFirst();
  return other
    ? `Server ${server.id} on the panel carries this order's id, but order ${other.id} has it already.`
    : null;
}
