import { collectInvoice, usualMethod } from "../billing/collect-invoice.ts";
import { finalizeDraft, tellOverdue } from "../billing/finalize-draft.ts";
import { expireIncomplete } from "../billing/expire-incomplete.ts";
import { endSubscription, moveSubscription } from "../billing/move-subscription.ts";
import { renewSubscription } from "../billing/renew-subscription.ts";
import { causeTrouble } from "../payments/cause-trouble.ts";
import { decideDispute } from "../payments/disputes.ts";
import { expireSession } from "../purchase/expire-session.ts";
import type { AnyObject, Invoice, Subscription } from "../shapes/object-types.ts";
import { emit } from "../work.ts";
import type { ClockedWork } from "./clocked-work.ts";
import { invoiceDues, subscriptionDues } from "./due-of.ts";

/** Does what time brings about for this object at this moment. Throws where nothing changes: time would stand still. */
export function doWhatIsDue(work: ClockedWork, id: string): void {
  const value = work.objects.findAny(id);
  if (!value) throw new Error(`The store has no ${id}.`);
  const before = work.objects.stateOf(id);
  act(work, value);
  if (work.objects.stateOf(id) === before) throw new Error(`Nothing happened to ${id}, which was due.`);
}

function act(work: ClockedWork, value: AnyObject): unknown {
  switch (value.object) {
    case "checkout.session":
      return expireSession(work, value);
    case "subscription":
      return actOnSubscription(work, value);
    case "invoice":
      return actOnInvoice(work, value);
    case "charge":
      return causeTrouble(work, value);
    case "dispute":
      return decideDispute(work, value, work.objects.hidden("dispute", value.id).verdict ?? "lost");
    default:
      return undefined;
  }
}

function actOnSubscription(work: ClockedWork, subscription: Subscription): unknown {
  const hidden = work.objects.hidden("subscription", subscription.id);
  switch (reached(subscriptionDues(subscription, hidden), work.at)) {
    case "giveUp":
      return expireIncomplete(work, subscription);
    case "cancel":
      return endSubscription(work, subscription, "cancellation_requested");
    case "tellTrialEnd":
      work.objects.saveHidden("subscription", subscription.id, { ...hidden, toldTrialEnd: subscription.trial_end! });
      return emit(work, "customer.subscription.trial_will_end", subscription);
    case "resumeCollection":
      return moveSubscription(work, subscription, { pause_collection: null });
    case "renew":
      return renewSubscription(work, subscription);
    case undefined:
      return undefined;
  }
}

function actOnInvoice(work: ClockedWork, invoice: Invoice): unknown {
  switch (reached(invoiceDues(invoice, work.objects.hidden("invoice", invoice.id)), work.at)) {
    case "finalize":
      return finalizeDraft(work, invoice);
    case "retry":
      return collectInvoice(work, invoice, { method: usualMethod(work, invoice), isPlanned: true });
    case "tellOverdue":
      return tellOverdue(work, invoice);
    case undefined:
      return undefined;
  }
}

// Of what is due at the same moment the first named goes first: an end before a renewal.
const reached = <K extends string>(dues: Readonly<Partial<Record<K, number>>>, at: number): K | undefined =>
  (Object.keys(dues) as K[]).find((name) => dues[name]! <= at);
