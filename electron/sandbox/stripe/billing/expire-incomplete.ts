import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { Subscription } from "../shapes/object-types.ts";
import { voidInvoice } from "./give-up-invoice.ts";
import { moveSubscription } from "./move-subscription.ts";

/** The first payment never came: the subscription is over before it began, and its invoice is void. */
export function expireIncomplete(work: ClockedWork, subscription: Subscription): void {
  const invoice = subscription.latest_invoice && work.objects.find("invoice", subscription.latest_invoice);
  if (invoice && invoice.status === "open") voidInvoice(work, invoice);
  moveSubscription(work, subscription, { status: "incomplete_expired", ended_at: work.at });
}
