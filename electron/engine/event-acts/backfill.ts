import { ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import { catchUpMark } from "../catch-up/catch-up-mark.ts";
import { catchUpAfterSleep } from "../catch-up/wake.ts";
import type { Deps } from "../deps.ts";
import { type EventActResult, refuse } from "./event-act.ts";

/** A first look at a large account takes minutes; a person who asked is told how far it is after this. */
const PATIENCE_MS = 25_000;

export interface Backfilled {
  readonly says: string;
  readonly events: number;
}

/** Compares everything with Stripe now, and says what had not arrived. What takes longer goes on by itself. */
export async function backfill(deps: Deps, operator: string): EventActResult<Backfilled> {
  const act = { at: deps.options.now(), actor: operator, act: "backfill", subject: "events" };
  await recordAct(deps.db, { ...act, before: null, after: null, reason: null });
  const before = await newestEntry(deps);
  const told = deps.changes.subscribe(AbortSignal.timeout(PATIENCE_MS));
  try {
    await catchUpAfterSleep(deps);
    for await (const _ of told) if (!(await isAtIt(deps))) return await whatCame(deps, before);
  } finally {
    await told.return();
  }
  const { events } = await countFound(deps, before);
  return ok({ events, says: "Stripe is still being read. What had not arrived appears one by one." });
}

async function isAtIt({ db }: Deps): Promise<boolean> {
  const open = await db
    .selectFrom("jobs")
    .select("id")
    .where("key", "=", "catch_up")
    .where("state", "in", ["waiting", "running"])
    .executeTakeFirst();
  return open !== undefined;
}

async function whatCame(deps: Deps, before: number): EventActResult<Backfilled> {
  const failure = (await catchUpMark(deps))?.failure;
  if (failure) return refuse(deps.options.stripe.secretKey ? "STRIPE_UNREACHABLE" : "STRIPE_NOT_CONFIGURED", failure);
  const { events } = await countFound(deps, before);
  if (events === 0) return ok({ events, says: "Nothing is missing: all that Stripe has is here." });
  const had = events === 1 ? "1 event had" : `${events} events had`;
  return ok({ events, says: `${had} not arrived. ${events === 1 ? "It is" : "They are"} applied now.` });
}

async function newestEntry({ db }: Deps): Promise<number> {
  const row = await db
    .selectFrom("webhook_requests")
    .select((eb) => eb.fn.max("id").as("id"))
    .executeTakeFirst();
  return row?.id ?? 0;
}

const countFound = ({ db }: Deps, after: number): Promise<{ readonly events: number }> =>
  db
    .selectFrom("webhook_requests")
    .select((eb) => eb.fn.countAll<number>().as("events"))
    .where("id", ">", after)
    .where("source", "=", "catch_up")
    .executeTakeFirstOrThrow();
