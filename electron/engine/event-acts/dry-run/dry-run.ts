import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { applyPayload } from "../../events/process-event.ts";
import type { Applied } from "../../lifecycle/applied.ts";
import { NotReadYet, rememberedReads } from "./remembered-reads.ts";
import { changeSentences } from "./change-sentences.ts";
import { readAdded, readEnds, readOrderState } from "./order-state.ts";
import { takenBack } from "./taken-back.ts";

/** An event to be tried: its type, and its payload as JSON text. */
export interface Tried {
  readonly eventId: string;
  readonly type: string;
  readonly payload: string;
}

/** What applying an event now would come to, and change. `crashed`: it ran into a bug of ours, with its message. */
export interface WouldCome {
  readonly came: Applied | { readonly kind: "crashed"; readonly says: string };
  /** Sentences; none where nothing would change. */
  readonly changes: readonly string[];
}

/** An event is decided by a handful of objects; more reads than this are a circle. */
const MOST_READS = 40;

/**
 * Applies an event exactly as its job would, and takes it all back: nothing is written, at Stripe, on the panel or here, and
 * no job is asked for. What it needs of Stripe is read first, outside of the transaction that is rolled back.
 */
export async function dryRun(deps: Deps, event: Tried): Promise<WouldCome> {
  const stripe = rememberedReads(deps.stripe);
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const came = await rehearse({ ...deps, ...SILENT, stripe }, event);
    if (!(came instanceof NotReadYet)) return came;
    await came.read();
  }
  throw new Error(`${event.eventId} asks Stripe for more than ${MOST_READS} objects`);
}

const SILENT = {
  panel: null,
  wakeJobs: () => undefined,
  changes: {
    publish: () => undefined,
    subscribe: () => {
      throw new Error("a dry run tells nobody");
    },
  },
};

function rehearse(deps: Deps, event: Tried): Promise<WouldCome | NotReadYet> {
  return takenBack(deps.db, async (tx) => {
    const ends = await readEnds(tx);
    await sql`savepoint before_event`.execute(tx);
    const came = await apply({ ...deps, db: tx }, event);
    if (came instanceof NotReadYet) return came;
    const added = await readAdded(tx, ends);
    const orderIds = [...new Set([...("orderId" in came ? [came.orderId] : []), ...added.history.map(orderIdOf)])];
    const after = await readOrderState(tx, orderIds);
    await sql`rollback to before_event`.execute(tx);
    const before = await readOrderState(tx, orderIds);
    return { came, changes: came.kind === "crashed" ? [] : changeSentences(before, after, added) };
  });
}

const orderIdOf = (row: { readonly order_id: string }): string => row.order_id;

async function apply(deps: Deps, { eventId, type, payload }: Tried): Promise<WouldCome["came"] | NotReadYet> {
  try {
    return await applyPayload(deps, type, payload, `event:${eventId}`);
  } catch (cause) {
    if (cause instanceof NotReadYet) return cause;
    return { kind: "crashed", says: cause instanceof Error ? cause.message : String(cause) };
  }
}
