import { createHash, randomUUID } from "node:crypto";
import type Stripe from "stripe";
import { z } from "zod";
import type { Db } from "../store/open-store.ts";
import { readArea, writeArea } from "../settings/areas.ts";

const AREA = "endpoint_create";
/** Stripe repeats an answer for a day; a key is not relied on for its last hour. */
const REPEATED_FOR_MS = 23 * 3_600_000;

const Pending = z.object({
  key: z.string().nullable().default(null),
  /** What was asked for, so that another wish is not taken for a repetition. */
  digest: z.string().default(""),
  askedAt: z.number().default(0),
});

/** The key of a create that was asked and whose answer is not known to have come; null where none waits. */
export async function pendingKey(db: Db): Promise<string | null> {
  return (await readArea(db, AREA, Pending)).key;
}

type Params = Stripe.WebhookEndpointCreateParams;

/**
 * The key to ask Stripe with, durable before it is asked: after a crash or a lost answer the same wish goes by the same key,
 * so that it is the same endpoint, and Stripe shows its secret once more.
 */
export async function keyFor(db: Db, params: Params, now: number): Promise<string> {
  const digest = createHash("sha256").update(JSON.stringify(params)).digest("hex");
  return db.transaction().execute(async (tx) => {
    const pending = await readArea(tx, AREA, Pending);
    if (pending.key !== null && pending.digest === digest && now - pending.askedAt < REPEATED_FOR_MS)
      return pending.key;
    const key = `waybill-endpoint-${randomUUID()}`;
    await writeArea(tx, AREA, { key, digest, askedAt: now }, now);
    return key;
  });
}

/** Nothing is waited for any more. */
export const forgetPending = (tx: Db, now: number): Promise<void> =>
  writeArea(tx, AREA, { key: null, digest: "", askedAt: 0 }, now);
