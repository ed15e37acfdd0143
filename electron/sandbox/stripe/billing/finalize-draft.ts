import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { Invoice } from "../shapes/object-types.ts";
import { emit } from "../work.ts";
import { subscriptionOf } from "./after-payment.ts";
import { collectInvoice, usualMethod } from "./collect-invoice.ts";
import { finalizeInvoice } from "./finalize-invoice.ts";
import { moveSubscription } from "./move-subscription.ts";

const HOUR = 3600;
const LONGEST_WAIT = 72 * HOUR;

/**
 * A draft's hour is over: it is finalised and charged, or sent to its customer. While an endpoint fails to take
 * `invoice.created` it waits, for three days at most: the shop may have something to add.
 */
export function finalizeDraft(work: ClockedWork, draft: Invoice): void {
  if (work.at < draft.created + LONGEST_WAIT && isRefusedNews(work, draft)) {
    work.objects.save({ ...draft, automatically_finalizes_at: work.at + HOUR });
    return;
  }
  issueInvoice(work, draft);
}

/** Finalises a draft and at once charges it, or sends it where its customer pays by themselves. */
export function issueInvoice(work: ClockedWork, draft: Invoice): Invoice {
  const invoice = finalizeInvoice(work, draft);
  if (invoice.status !== "open" || !invoice.auto_advance) return invoice;
  if (invoice.collection_method === "charge_automatically")
    return collectInvoice(work, invoice, { method: usualMethod(work, invoice), isPlanned: true }).invoice;
  emit(work, "invoice.sent", invoice);
  return invoice;
}

function isRefusedNews(work: ClockedWork, draft: Invoice): boolean {
  const created = work.events.about(draft.id, 10).find((event) => event.type === "invoice.created");
  if (!created) return false;
  return work.deliveries
    .ofEvent(created.id)
    .some(({ state, attempts }) => state === "failed" || (state === "pending" && attempts > 0));
}

/** An invoice that its customer was to pay by today is not paid; its subscription is behind. */
export function tellOverdue(work: ClockedWork, invoice: Invoice): void {
  work.objects.saveHidden("invoice", invoice.id, { toldOverdue: true });
  emit(work, "invoice.overdue", invoice);
  const subscription = subscriptionOf(work, invoice);
  if (subscription?.status === "active") moveSubscription(work, subscription, { status: "past_due" });
}
