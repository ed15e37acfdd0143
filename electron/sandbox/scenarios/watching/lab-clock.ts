import type { LabClock, LabPass } from "../../../../shared/contract/lab.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { periodEnd } from "../../stripe/shapes/billing-period.ts";
import { everyPeriod } from "../../stripe/shapes/price.ts";
import type { SandboxStripe } from "../../stripe/start-sandbox-stripe.ts";
import { NOBODY } from "../../stripe/work.ts";
import type { World } from "../../stripe/world.ts";
import type { LabRefused } from "../lab-refused.ts";

const OWN_CLOCK = "";
const DAY = 24 * 3600;
/** Stripe leaves a renewal's invoice open to the shop for an hour before it charges; a minute more, and it is paid. */
const UNTIL_CHARGED = 3600 + 60;

/** The time by which whatever is on no test clock is billed. */
export function readLabClock({ objects, settings, now }: World): LabClock {
  const aheadMs = (settings.get("ahead") ?? 0) * 1000;
  const renewal = objects.nextRenewal(OWN_CLOCK);
  return { now: now() + aheadMs, aheadMs, nextRenewalAt: renewal === null ? null : renewal * 1000 };
}

/** Moves that time on, and resolves once what fell due has happened and its webhooks were tried. */
export async function passTime(stripe: SandboxStripe, pass: LabPass): Promise<Result<LabClock, LabRefused>> {
  const { world } = stripe;
  const seconds = secondsOf(pass, readLabClock(world));
  if (seconds === null) return err(NO_RENEWAL);
  world.transact(NOBODY, ({ settings, ahead }) => settings.set("ahead", ahead + seconds));
  await stripe.tick();
  return ok(readLabClock(world));
}

/**
 * How many seconds that is from the clock's now; null where there is nothing to wait for. After a month, what was bought
 * at its beginning has been charged, too.
 */
function secondsOf(pass: LabPass, { now, nextRenewalAt }: LabClock): number | null {
  const from = Math.floor(now / 1000);
  switch (pass.by) {
    case "day":
      return DAY;
    case "days":
      return pass.days * DAY;
    case "month":
      return periodEnd(from, everyPeriod("month")) - from + UNTIL_CHARGED;
    case "renewal":
      return nextRenewalAt === null ? null : Math.max(1, Math.ceil(nextRenewalAt / 1000) - from + UNTIL_CHARGED);
  }
}

const NO_RENEWAL: LabRefused = {
  code: "NO_RENEWAL",
  says: "No subscription renews by the sandbox's clock. Sell a server first.",
};
