import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { Customer, Invoice, Subscription } from "../shapes/object-types.ts";
import { emit } from "../work.ts";
import { nextAttempt, USUAL_DUNNING, type DunningPlan } from "./dunning.ts";
import { endSubscription, moveSubscription } from "./move-subscription.ts";

/** What a paid invoice means for its subscription and customer: what was behind is in order again. */
export function afterPaidInvoice(work: ClockedWork, invoice: Invoice): void {
  setDelinquent(work, invoice, false);
  const subscription = subscriptionOf(work, invoice);
  if (!subscription || subscription.latest_invoice !== invoice.id) return;
  const wasBehind = ["incomplete", "past_due", "paused", "unpaid"].includes(subscription.status);
  if (!wasBehind) return;
  const active = moveSubscription(work, subscription, { status: "active" });
  if (subscription.status === "paused") emit(work, "customer.subscription.resumed", active);
}

/**
 * What a failed attempt means: the next one is set, or the plan is at its end and the subscription is as the plan says.
 * A first payment is not tried again; its subscription waits and then expires. An attempt by hand in between (`counts` is
 * false) leaves the plan as it is.
 */
export function afterFailedPayment(work: ClockedWork, invoice: Invoice, counts: boolean): Invoice {
  const plan = work.settings.get("dunning") ?? USUAL_DUNNING;
  const isPlanned = counts && invoice.auto_advance && invoice.billing_reason !== "subscription_create";
  const next = isPlanned ? nextAttempt(plan, invoice.attempt_count, work.at) : null;
  const failed: Invoice = counts ? { ...invoice, next_payment_attempt: next } : invoice;
  work.objects.save(failed);
  emit(work, "invoice.payment_failed", failed);
  setDelinquent(work, invoice, true);
  const subscription = subscriptionOf(work, invoice);
  if (!subscription || !counts) return failed;
  if (!isPlanned || next !== null) fallBehind(work, subscription);
  else giveUp(work, subscription, plan);
  return failed;
}

function giveUp(work: ClockedWork, subscription: Subscription, plan: DunningPlan): void {
  if (subscription.status === "canceled") return;
  if (plan.finally === "cancel") endSubscription(work, subscription, "payment_failed");
  else moveSubscription(work, subscription, { status: plan.finally });
}

function fallBehind(work: ClockedWork, subscription: Subscription): void {
  if (subscription.status === "active" || subscription.status === "trialing")
    moveSubscription(work, subscription, { status: "past_due" });
}

/** The subscription that an invoice is of. */
export function subscriptionOf(work: ClockedWork, invoice: Invoice): Subscription | undefined {
  const id = invoice.parent?.subscription_details?.subscription;
  return id === undefined ? undefined : work.objects.get("subscription", id);
}

function setDelinquent(work: ClockedWork, invoice: Invoice, delinquent: boolean): void {
  const before = work.objects.get("customer", invoice.customer!);
  if (before.delinquent === delinquent) return;
  const after: Customer = { ...before, delinquent };
  work.objects.save(after);
  emit(work, "customer.updated", after, { delinquent: before.delinquent });
}
