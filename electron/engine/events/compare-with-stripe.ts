import { z } from "zod";
import type { NowAtStripe } from "../../../shared/contract/now-at-stripe.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { objectPath } from "../stripe/object-paths.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { diffObjects } from "./diff-objects.ts";
import { readBody } from "./event-detail-body.ts";

/** Why an event's object can't be compared. */
export interface NotCompared {
  readonly code:
    | "EVENT_NOT_FOUND"
    | "EVENT_WITHOUT_OBJECT"
    | "OBJECT_NOT_AT_STRIPE"
    | "STRIPE_NOT_CONFIGURED"
    | "STRIPE_REFUSED"
    | "STRIPE_UNREACHABLE";
  readonly says: string;
}

const Told = z.object({
  api_version: z.string().nullish(),
  data: z.object({ object: z.looseObject({ id: z.string(), object: z.string() }) }),
});

/**
 * Asks Stripe for the object of an arrival and tells what is different now. It is asked in the event's own API version, so that
 * only what changed differs, not how it is written.
 */
export async function compareWithStripe(deps: Deps, id: number): Promise<Result<NowAtStripe, NotCompared>> {
  const told = await readTold(deps, id);
  if (!told.ok) return told;
  const { object, apiVersion, path } = told.value;
  const answer = await deps.stripe.getObject(path, apiVersion);
  if (!answer.ok) return err(refusal(answer.error, `${object.object} ${object.id}`));
  const now = answer.value;
  const facts = { objectId: object.id, object: object.object, fetchedAt: deps.options.now() };
  return ok({ ...facts, deleted: now["deleted"] === true, ...diffObjects(object, now) });
}

const none = (says: string) => err({ code: "EVENT_WITHOUT_OBJECT", says } as const);

async function readTold({ db }: Deps, id: number) {
  const body = await readBody(db, id);
  if (!body) return err({ code: "EVENT_NOT_FOUND", says: `The journal has no entry ${id}.` } as const);
  if (!body.proved) return none("Nothing that a refused request says is proved, so Stripe is not asked about it.");
  const told = Told.safeParse(parsed(body.payload ?? "null"));
  if (!told.success) return none("The event names no object that Stripe could be asked for.");
  const { object } = told.data.data;
  const path = objectPath(object.object, object.id);
  if (path === null) return none(`Stripe has no address at which a ${object.object} could be asked for by its id.`);
  return ok({ object, path, apiVersion: told.data.api_version ?? null });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal({ code, says, stripeCode, retryAfterMs }: StripeFault, what: string): NotCompared {
  if (code === "STRIPE_NOT_FOUND")
    return {
      code: "OBJECT_NOT_AT_STRIPE",
      says: `Stripe has no ${what}: it was deleted, or belongs to another account or mode.`,
    };
  if (stripeCode !== "rate_limit") return { code, says };
  const wait = retryAfterMs === null ? "in some seconds" : `in ${Math.ceil(retryAfterMs / 1_000)} s`;
  return { code, says: `Stripe takes no more requests just now. Ask again ${wait}.` };
}
