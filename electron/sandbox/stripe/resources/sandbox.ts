import { USUAL_DUNNING, type DunningPlan } from "../billing/dunning.ts";
import { NO_LIMITS, type RateLimits } from "../http/rate-limiter.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";

const LONGEST_ADVANCE = 5 * 366 * 24 * 3600;

/** Not Stripe's: the time of whatever is on no test clock, and what an account sets in the dashboard. */
export const sandboxRoutes: readonly Route[] = [
  { method: "GET", path: "/sandbox/clock", run: ({ work }) => reply(clockOf(work)) },
  { method: "POST", path: "/sandbox/clock/advance", run: advance },
  { method: "GET", path: "/sandbox/dunning", run: ({ work }) => reply(work.settings.get("dunning") ?? USUAL_DUNNING) },
  { method: "POST", path: "/sandbox/dunning", run: setDunning },
  { method: "GET", path: "/sandbox/limits", run: ({ work }) => reply(work.settings.get("limits") ?? NO_LIMITS) },
  { method: "POST", path: "/sandbox/limits", run: setLimits },
];

/** Epoch seconds: `now` is what subscriptions without a test clock are billed by, `ahead` of the machine's. */
const clockOf = (work: Work) => ({ object: "sandbox.clock", now: work.now + work.ahead, ahead: work.ahead });

/**
 * Moves that time on by `seconds`. What is passed (renewals, retries, ends, expiries) happens in the background, before
 * the next request is answered. It can't be moved back.
 */
function advance({ work, fields }: Call): Reply {
  fields.allow("seconds");
  const seconds = fields.integer("seconds", { min: 1, max: LONGEST_ADVANCE });
  if (seconds === undefined) throw missingParam("seconds");
  const ahead = work.ahead + seconds;
  work.settings.set("ahead", ahead);
  return reply(clockOf({ ...work, ahead }));
}

/** When failed payments are tried again and what happens then: `retry_after_days[]` and `finally`. */
function setDunning({ work, fields }: Call): Reply {
  fields.allow("finally", "retry_after_days");
  const before = work.settings.get("dunning") ?? USUAL_DUNNING;
  const plan: DunningPlan = {
    retryAfterDays: readDays(fields) ?? before.retryAfterDays,
    finally: fields.oneOf("finally", ["cancel", "past_due", "unpaid"]) ?? before.finally,
  };
  work.settings.set("dunning", plan);
  return reply(plan);
}

function readDays(fields: Fields): number[] | undefined {
  const days = fields.texts("retry_after_days")?.map(Number);
  if (days && !days.every((day) => Number.isInteger(day) && day >= 1 && day <= 60))
    throw refused("retry_after_days", "Each is a whole number of days from 1 to 60.");
  return days;
}

/** How many requests a second are answered: `per_second`, and of each endpoint `per_endpoint`. Empty for any number. */
function setLimits({ work, fields }: Call): Reply {
  fields.allow("per_endpoint", "per_second");
  const read = (name: string): number | null =>
    fields.emptyable(name) === null ? null : (fields.integer(name, { min: 1 }) ?? null);
  const limits: RateLimits = { perSecond: read("per_second"), perEndpoint: read("per_endpoint") };
  work.settings.set("limits", limits);
  return reply(limits);
}
