import { onceLines } from "../billing/draft-invoice.ts";
import { openFirstInvoice } from "../billing/first-invoice.ts";
import { moveSubscription } from "../billing/move-subscription.ts";
import { markInvoicePaid, notePayment } from "../billing/settle-invoice.ts";
import { startAndTell } from "../billing/start-subscription.ts";
import { onClockOf } from "../clocks/clocked-work.ts";
import { askForProof } from "../payments/ask-for-proof.ts";
import { declinedError, foreseenResult, openIntent, takePayment, type ToPay } from "../payments/take-payment.ts";
import type { ChargeResult } from "../shapes/charge.ts";
import { newCustomer } from "../shapes/customer.ts";
import type { Customer, LineItem, PaymentIntent, PaymentMethod, Session } from "../shapes/object-types.ts";
import { customerDetails } from "../shapes/session.ts";
import type { SubscriptionLine } from "../shapes/subscription.ts";
import type { StripeEvent } from "../store/event-log.ts";
import { refused, StripeRefusal, type StripeError } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";

export type Confirmed =
  | { readonly kind: "complete"; readonly session: Session; readonly event: StripeEvent }
  | { readonly kind: "declined"; readonly session: Session; readonly error: StripeError }
  | { readonly kind: "asks"; readonly session: Session; readonly intent: PaymentIntent };

/** Who pays: what they gave beside the way to pay, and whether they have answered their bank. */
export interface Payer {
  readonly method: PaymentMethod;
  readonly email: string | null;
  readonly name: string | null;
  readonly isProven?: boolean;
}

/**
 * Pays an open Checkout Session: the whole purchase with its objects and events, a declined attempt that leaves the
 * session open, or a question of the bank that does so too. A session that is not open is refused, so paying twice can't
 * charge twice.
 */
export function confirmSession(work: Work, session: Session, payer: Payer): Confirmed {
  refuseUnlessOpen(session);
  refuseOtherMethods(session, payer.method);
  const due = session.amount_total ?? 0;
  const result = due > 0 ? foreseenResult(work, payer.method, payer.isProven) : undefined;
  if (result?.status === "requires_action") return askPayer(work, session, payer);
  if (result?.failure) return declineSession(work, session, payer, result);

  const customer = payingCustomer(work, session, payer);
  const method = customer ? attach(work, payer.method, customer) : payer.method;
  const bought =
    session.mode === "subscription"
      ? buySubscription(work, session, customer!, method, result)
      : buyOnce(work, session, customer, method, result);
  const complete: Session = {
    ...session,
    ...bought,
    status: "complete",
    payment_status: result === undefined ? "no_payment_required" : result.status === "succeeded" ? "paid" : "unpaid",
    customer: customer?.id ?? null,
    customer_details: customerDetails({ email: emailOf(work, session, payer), name: payer.name }),
    url: null,
  };
  work.objects.save(complete);
  return { kind: "complete", session: complete, event: emit(work, "checkout.session.completed", complete) };
}

function refuseUnlessOpen({ status }: Session): void {
  if (status === "open") return;
  const [code, message] =
    status === "complete"
      ? ["checkout_succeeded_session", "This Checkout Session has already been processed."]
      : ["checkout_not_active_session", "This Checkout Session is no longer active."];
  throw new StripeRefusal(400, { code, message });
}

function refuseOtherMethods({ payment_method_types: types }: Session, { type }: PaymentMethod): void {
  if (types.includes(type)) return;
  const message = `The payment method type "${type}" is not among those of this Checkout Session (${types.join(", ")}).`;
  throw refused("payment_method", message, "payment_intent_incompatible_payment_method");
}

function declineSession(work: Work, session: Session, payer: Payer, result: ChargeResult): Confirmed {
  const intent = attemptOf(work, session);
  const charge = takePayment(work, intent, payer.method, result);
  return {
    kind: "declined",
    session: tried(work, session, intent),
    error: declinedError(work, charge, result.failure!),
  };
}

/** The bank asks first. Who was about to pay is kept, to go on with once the answer has come. */
function askPayer(work: Work, session: Session, { method, email, name }: Payer): Confirmed {
  const intent = attemptOf(work, session);
  const hidden = work.objects.hidden("checkout.session", session.id);
  work.objects.saveHidden("payment_intent", intent.id, { session: session.id });
  work.objects.saveHidden("checkout.session", session.id, { ...hidden, payer: { method: method.id, email, name } });
  return { kind: "asks", intent: askForProof(work, intent, method), session: tried(work, session, intent) };
}

function attemptOf(work: Work, session: Session): PaymentIntent {
  const hidden = work.objects.hidden("checkout.session", session.id);
  const intent = openIntent(work, toPay(work, session, session.customer), hidden.attempt);
  work.objects.saveHidden("checkout.session", session.id, { ...hidden, attempt: intent.id });
  return intent;
}

function tried(work: Work, session: Session, intent: PaymentIntent): Session {
  const after: Session = session.mode === "payment" ? { ...session, payment_intent: intent.id } : session;
  work.objects.save(after);
  return after;
}

function toPay(work: Work, session: Session, customer: string | null): ToPay {
  const { madeWith } = work.objects.hidden("checkout.session", session.id);
  const forLater = session.mode === "subscription";
  return {
    amount: session.amount_total!,
    currency: session.currency!,
    customer,
    description: forLater ? "Subscription creation" : madeWith.description,
    metadata: forLater ? {} : madeWith.metadata,
    forLater,
  };
}

const DAY = 24 * 3600;

const emailOf = (work: Work, session: Session, payer: Payer): string | null =>
  session.customer_email ??
  (session.customer && work.objects.get("customer", session.customer).email) ??
  payer.email ??
  payer.method.billing_details.email;

/** The session's own customer; else a new one, which a one-time payment only gets where it asked for one. */
function payingCustomer(work: Work, session: Session, payer: Payer): Customer | null {
  if (session.customer !== null) return work.objects.get("customer", session.customer);
  if (session.mode === "payment" && session.customer_creation !== "always") return null;
  const customer = newCustomer({ email: emailOf(work, session, payer), name: payer.name }, work.now);
  work.objects.insert(customer, work.now);
  emit(work, "customer.created", customer);
  return customer;
}

function attach(work: Work, method: PaymentMethod, customer: Customer): PaymentMethod {
  const attached: PaymentMethod = { ...method, customer: customer.id };
  work.objects.save(attached);
  emit(work, "payment_method.attached", attached);
  return attached;
}

type Bought = Pick<Session, "invoice" | "payment_intent" | "subscription">;

function buySubscription(
  work: Work,
  session: Session,
  customer: Customer,
  method: PaymentMethod,
  result: ChargeResult | undefined,
): Bought {
  const clocked = onClockOf(work, customer);
  const { lineItems, madeWith, trialDays, attempt } = work.objects.hidden("checkout.session", session.id);
  const subscription = startAndTell(clocked, {
    customer,
    currency: session.currency!,
    lines: lineItems.flatMap(recurringLine),
    trialEnd: trialDays > 0 ? clocked.at + trialDays * DAY : null,
    more: { default_payment_method: method.id, ...madeWith },
  });
  const once = lineItems.filter((line) => !line.price?.recurring);
  let invoice = openFirstInvoice(clocked, customer, subscription, onceLines(subscription, once));
  if (result) {
    const intent = openIntent(work, toPay(work, session, customer.id), attempt);
    notePayment(clocked, invoice, intent.id);
    invoice = { ...invoice, attempted: true, attempt_count: 1 };
    work.objects.save(invoice);
    takePayment(work, intent, method, result);
  }
  if (invoice.status === "open" && result?.status !== "pending") markInvoicePaid(clocked, invoice);
  // A debit under way counts as good until the bank says otherwise: Stripe starts the subscription at once.
  const status = subscription.trial_end === null ? "active" : "trialing";
  moveSubscription(clocked, subscription, { status, latest_invoice: invoice.id });
  return { subscription: subscription.id, invoice: invoice.id, payment_intent: null };
}

function recurringLine({ price, quantity }: LineItem): SubscriptionLine[] {
  if (!price?.recurring) return [];
  return [{ price, recurring: price.recurring, quantity: quantity ?? 1, metadata: {} }];
}

function buyOnce(
  work: Work,
  session: Session,
  customer: Customer | null,
  method: PaymentMethod,
  result: ChargeResult | undefined,
): Bought {
  if (!result) return { subscription: null, invoice: null, payment_intent: null };
  const { attempt } = work.objects.hidden("checkout.session", session.id);
  const intent: PaymentIntent = openIntent(work, toPay(work, session, customer?.id ?? null), attempt);
  takePayment(work, intent, method, result);
  return { subscription: null, invoice: null, payment_intent: intent.id };
}
