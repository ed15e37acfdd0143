import { randomUUID } from "node:crypto";
import type Stripe from "stripe";
import { z } from "zod";
import type { Db } from "../store/open-store.ts";
import { readArea, writeArea } from "../settings/areas.ts";

const AREA = "endpoint_create";
/** Stripe repeats an answer for a day; a key is not relied on for its last hour. */
const REPEATED_FOR_MS = 23 * 3_600_000;

const Pending = z.object({
  key: z.string().nullable().default(null),
  /** What was asked for, as JSON, so that it can be asked again, and another wish is not taken for a repetition. */
  params: z.string().default(""),
  askedAt: z.number().default(0),
});

type Params = Stripe.WebhookEndpointCreateParams;

/** A create that was asked and whose answer is not known to have come. */
export interface PendingCreate {
  readonly key: string;
  readonly params: Params;
}

/** Null where none waits that Stripe still knows. */
export async function pendingCreate(db: Db, now: number): Promise<PendingCreate | null> {
  const { key, params, askedAt } = await readArea(db, AREA, Pending);
  return key === null || isOver(askedAt, now) ? null : { key, params: JSON.parse(params) as Params };
}

const isOver = (askedAt: number, now: number): boolean => now - askedAt >= REPEATED_FOR_MS;

/**
 * The key to ask Stripe with, durable before it is asked: after a crash or a lost answer the same wish goes by the same key,
 * so that it is the same endpoint, and Stripe shows its secret once more.
 */
export async function keyFor(db: Db, params: Params, now: number): Promise<string> {
  const asked = JSON.stringify(params);
  return db.transaction().execute(async (tx) => {
    const pending = await readArea(tx, AREA, Pending);
    if (pending.key !== null && pending.params === asked && !isOver(pending.askedAt, now)) return pending.key;
    const key = `waybill-endpoint-${randomUUID()}`;
    await writeArea(tx, AREA, { key, params: asked, askedAt: now }, now);
    return key;
  });
}

/** Nothing is waited for any more. */
export const forgetPending = (tx: Db, now: number): Promise<void> =>
  writeArea(tx, AREA, { key: null, params: "", askedAt: 0 }, now);
