import { issueInvoice } from "../billing/finalize-draft.ts";
import { collectInvoice, intentFor, usualMethod } from "../billing/collect-invoice.ts";
import { draftInvoice, periodLines, waitingItems } from "../billing/draft-invoice.ts";
import { openFirstInvoice } from "../billing/first-invoice.ts";
import { startSubscription } from "../billing/start-subscription.ts";
import { onClockOf, type ClockedWork } from "../clocks/clocked-work.ts";
import { periodEndOf } from "../clocks/due-of.ts";
import type { Customer, Invoice, Subscription } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { readCommon, readTrialEnd, SUBSCRIPTION_FIELDS } from "./read-subscription.ts";
import { readNewItems } from "./read-subscription-items.ts";
import { referred } from "./read-routes.ts";

const HOUR = 3600;
const BEHAVIORS = ["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"] as const;

/** Makes a subscription without a Checkout Session, and makes the first attempt to have it paid. */
export function createSubscription(work: Work, fields: Fields): Subscription {
  fields.allow(...SUBSCRIPTION_FIELDS, "currency", "customer", "trial_from_plan", "trial_period_days");
  const customerId = fields.text("customer");
  if (customerId === undefined) throw missingParam("customer");
  const customer = referred(work, "customer", customerId, "customer");
  const clocked = onClockOf(work, customer);
  const lines = readNewItems(work, fields);
  const more = readCommon(clocked, fields, null);
  if (more.collection_method === "send_invoice" && more.days_until_due === null)
    throw refused("days_until_due", "You must pass `days_until_due` when `collection_method` is `send_invoice`.");
  const { currency } = lines[0]!.price;
  const trialEnd = readTrialEnd(clocked, fields);
  const made = startSubscription(clocked, { customer, currency, lines, trialEnd, more });
  const started = made.cancel_at_period_end ? { ...made, cancel_at: periodEndOf(made) } : made;
  return tell(clocked, firstInvoice(clocked, customer, started, fields.oneOf("payment_behavior", BEHAVIORS)));
}

function firstInvoice(
  work: ClockedWork,
  customer: Customer,
  started: Subscription,
  behavior: (typeof BEHAVIORS)[number] = "allow_incomplete",
): Subscription {
  const good = started.trial_end === null ? "active" : "trialing";
  if (started.collection_method === "send_invoice")
    return { ...started, status: good, latest_invoice: invoiceToSend(work, customer, started).id };
  const invoice = openFirstInvoice(work, customer, started, []);
  const known = { ...started, latest_invoice: invoice.id };
  if (invoice.status === "paid") return { ...known, status: good };
  const method = usualMethod(work, invoice);
  if (behavior === "default_incomplete") {
    intentFor(work, invoice);
    return known;
  }
  if (!method) throw noMethod();
  const { error } = collectInvoice(work, invoice, { method, isPlanned: true });
  if (error && behavior === "error_if_incomplete") throw new StripeRefusal(402, error);
  return error ? known : { ...known, status: good };
}

/** The first invoice of a subscription whose customer pays by themselves: an hour as a draft, unless nothing is due. */
function invoiceToSend(work: ClockedWork, customer: Customer, subscription: Subscription): Invoice {
  const draft = draftInvoice(work, {
    customer,
    subscription,
    currency: subscription.currency,
    billingReason: "subscription_create",
    lines: periodLines(subscription),
    items: waitingItems(work, customer, subscription),
    more: { automatically_finalizes_at: work.at + HOUR },
  });
  return draft.total === 0 ? issueInvoice(work, draft) : draft;
}

function tell(work: ClockedWork, subscription: Subscription): Subscription {
  work.objects.save(subscription);
  emit(work, "customer.subscription.created", subscription);
  return subscription;
}

const noMethod = () =>
  new StripeRefusal(400, {
    code: "resource_missing",
    message:
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
  });
