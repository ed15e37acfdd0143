import type { Deps } from "../deps.ts";
import type { HandledType } from "../events/event-types.ts";
import type { Cause } from "../orders/order-repository.ts";
import { type Applied, notOurs } from "./applied.ts";
import { applyDispute } from "./apply-dispute.ts";
import { applyFraudWarning } from "./apply-fraud-warning.ts";
import { applyInvoice } from "./apply-invoice.ts";
import { applyRefund } from "./apply-refund.ts";
import { applySession } from "./apply-session.ts";
import { applySubscription } from "./apply-subscription.ts";

/** What of an event's object leads to what is to be read. */
export interface SubjectObject {
  readonly id: string;
  readonly charge?: string | null | undefined;
  readonly payment_intent?: string | null | undefined;
}

/** Reads from Stripe what the event speaks of, and applies what that says. */
export function applyEvent(deps: Deps, type: HandledType, object: SubjectObject, cause: Cause): Promise<Applied> {
  switch (type) {
    case "checkout.session.completed":
    case "checkout.session.expired":
    case "checkout.session.async_payment_succeeded":
      return applySession(deps, object.id, cause);
    case "checkout.session.async_payment_failed":
      return applySession(deps, object.id, cause, true);
    case "customer.subscription.created":
    case "customer.subscription.updated":
    case "customer.subscription.deleted":
    case "customer.subscription.paused":
    case "customer.subscription.resumed":
      return applySubscription(deps, object.id, cause);
    case "invoice.paid":
    case "invoice.payment_failed":
    case "invoice.payment_action_required":
    case "invoice.voided":
    case "invoice.marked_uncollectible":
      return applyInvoice(deps, object.id, cause);
    case "charge.refunded":
      return applyRefund(deps, object.id, cause);
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return object.charge ? applyRefund(deps, object.charge, cause) : Promise.resolve(notOurs());
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated":
      return applyDispute(deps, object.id, cause);
    case "radar.early_fraud_warning.created":
    case "radar.early_fraud_warning.updated": {
      const { id, charge = null, payment_intent: paymentIntent = null } = object;
      return applyFraudWarning(deps, { id, charge, paymentIntent }, cause);
    }
  }
}
