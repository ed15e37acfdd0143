import type { CatalogPlan } from "../../../shared/contract/catalog-file.ts";
import type { LifeSettings } from "../../../shared/contract/settings.ts";
import type { HoldReason } from "../store/tables/life.ts";
import type { Hold } from "./holds.ts";

export const DAY_MS = 24 * 3_600_000;

/** A deletion that a policy asks for. `key` is the same for the same cause, whenever it is decided. */
export interface Termination {
  readonly key: string;
  readonly reason: HoldReason;
  /** Epoch ms. */
  readonly dueAt: number;
  readonly says: string;
}

/**
 * When a policy deletes the server of an order that is held so; null where none does, which is the default everywhere. Of
 * several the earliest counts. Pure.
 */
export function decideTermination(
  holds: readonly Hold[],
  settings: LifeSettings,
  plan: Pick<CatalogPlan, "refund_policy"> | undefined,
): Termination | null {
  const all = holds.flatMap((hold) => {
    const days = daysAfter(hold.reason, settings, plan);
    if (days === null) return [];
    const key = `terminate:${hold.order_id}:${hold.reason}:${hold.source}:${hold.since}`;
    return [{ key, reason: hold.reason, dueAt: hold.since + days * DAY_MS, says: hold.says }];
  });
  return all.sort((a, b) => a.dueAt - b.dueAt || a.key.localeCompare(b.key))[0] ?? null;
}

function daysAfter(
  reason: HoldReason,
  settings: LifeSettings,
  plan: Pick<CatalogPlan, "refund_policy"> | undefined,
): number | null {
  switch (reason) {
    case "unpaid":
      return settings.terminateUnpaidAfterDays;
    case "ended":
      return settings.terminateEndedAfterDays;
    case "refunded":
      return plan?.refund_policy?.delete_after_days ?? settings.terminateRefundedAfterDays;
    default:
      return null;
  }
}
