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
  const { db, options, stripe } = deps;
  const at = options.now();
  const before = await newestEntry(deps);
  await recordAct(db, {
    at,
    actor: operator,
    act: "backfill",
    subject: "events",
    before: null,
    after: null,
    reason: null,
  });
  const told = deps.changes.subscribe(AbortSignal.timeout(PATIENCE_MS));
  await catchUpAfterSleep(deps);
  try {
    for await (const _ of told) {
      const mark = await catchUpMark(deps);
      if (mark?.failure && !mark.run?.phase.length) return refuse("STRIPE_UNREACHABLE", mark.failure);
      if (!mark?.run && (mark?.wholeAt ?? 0) >= at) return ok(await found(deps, before));
    }
  } finally {
    await told.return();
  }
  const { failure } = stripe.health();
  if (failure) return refuse("STRIPE_UNREACHABLE", failure);
  return ok({
    events: (await found(deps, before)).events,
    says: "Stripe is still being read. What is missing arrives one by one.",
  });
}

async function newestEntry({ db }: Deps): Promise<number> {
  const row = await db
    .selectFrom("webhook_requests")
    .select((eb) => eb.fn.max("id").as("id"))
    .executeTakeFirst();
  return row?.id ?? 0;
}

async function found({ db }: Deps, after: number): Promise<Backfilled> {
  const { events } = await db
    .selectFrom("webhook_requests")
    .select((eb) => eb.fn.countAll<number>().as("events"))
    .where("id", ">", after)
    .where("source", "=", "catch_up")
    .executeTakeFirstOrThrow();
  if (events === 0) return { events, says: "Nothing is missing: all that Stripe has is here." };
  return {
    events,
    says: `${events === 1 ? "1 event had" : `${events} events had`} not arrived. They are applied now.`,
  };
}
