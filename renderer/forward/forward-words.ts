import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconPlugOff,
  IconProgress,
  IconRefreshAlert,
} from "@tabler/icons-react";
import type { ForwardState, ForwardStatus } from "../../shared/contract/forward.ts";
import type { Environment } from "../../shared/kernel/environment.ts";
import { formatSpan } from "../ui/age.ts";
import { clockTime } from "../ui/moment.ts";
import type { Word } from "../ui/vocabulary.ts";

/** How each state of the forward looks. */
export const FORWARD_WORDS: Readonly<Record<ForwardState, Word>> = {
  off: { tone: "off", icon: IconPlugOff, word: "Forward is off" },
  starting: { tone: "wait", icon: IconProgress, word: "Starting" },
  ready: { tone: "ok", icon: IconCircleCheckFilled, word: "Forwarding" },
  degraded: { tone: "warn", icon: IconRefreshAlert, word: "Degraded" },
  recovering: { tone: "warn", icon: IconRefreshAlert, word: "Recovering" },
  failed: { tone: "bad", icon: IconAlertTriangleFilled, word: "Failed" },
};

/** The two lines that say how it stands, where it does not simply run: what is, and what follows. */
export interface ForwardSentence {
  readonly says: string;
  readonly next: string;
}

const OFF: Readonly<Record<Environment, ForwardSentence>> = {
  sandbox: {
    says: "The sandbox sends its webhooks straight to Waybill.",
    next: "Start the forward to have them come through stripe listen, too.",
  },
  test: {
    says: "Webhooks arrive by an endpoint alone, where Stripe has one that it can reach.",
    next: "Start the forward to have them come through stripe listen.",
  },
  live: {
    says: "Webhooks arrive by the endpoint that Stripe knows.",
    next: "The forward is for machines that Stripe can't reach; it needs a restricted key.",
  },
};

/** What to say beside the state; null where the facts speak for themselves. */
export function forwardSentence(status: ForwardStatus, env: Environment, now: number): ForwardSentence | null {
  const { state, since, why, nextAt } = status;
  if (state === "ready") return null;
  if (state === "off") return OFF[env];
  if (!why) return { says: "stripe listen gets ready.", next: `Posts to ${status.targetUrl}` };
  const lasts = `Since ${clockTime(since)}. `;
  const again = nextAt !== null && nextAt > now ? `Starts again in ${formatSpan(nextAt - now)}. ` : "";
  return { says: why.says, next: `${lasts}${again}${why.todo}` };
}

/** The minutes as they are now: those that passed since they were told had no delivery that was told of. */
export function minutesNow({ perMinute, at }: Pick<ForwardStatus, "perMinute" | "at">, now: number): readonly number[] {
  const passed = Math.max(0, Math.floor(now / 60_000) - Math.floor(at / 60_000));
  const empty = Array.from({ length: Math.min(passed, perMinute.length) }, () => 0);
  return [...perMinute, ...empty].slice(-perMinute.length);
}

/** One sentence for the chart. */
export function sparkSentence(perMinute: readonly number[]): string {
  const sum = perMinute.reduce((all, one) => all + one, 0);
  return `${sum} ${sum === 1 ? "delivery" : "deliveries"} in the last ${perMinute.length} minutes`;
}

/** What became of the last gap: `3 events fetched`, `nothing was missed`. */
export function gapWords({ filled, until }: NonNullable<ForwardStatus["gap"]>): string {
  if (until === null) return filled === 0 ? "lasts" : `lasts, ${counted(filled)} fetched`;
  return filled === 0 ? "nothing missed" : `${counted(filled)} fetched`;
}

const counted = (count: number): string => (count === 1 ? "1 event" : `${count} events`);
