import { confirmSession } from "../purchase/confirm-session.ts";
import { bankMethod } from "../payments/make-payment-method.ts";
import { bankDebitAmong, NO_BILLING_DETAILS } from "../shapes/payment-method.ts";
import type { Session } from "../shapes/object-types.ts";
import type { Form } from "../wire/parse-form.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { knownEmail } from "./bills.ts";
import type { Mistake, PaymentForm } from "./payment-page.ts";
import { cardFrom, mistakenEmail, readPaymentForm } from "./read-payment-form.ts";

export type PaidByForm =
  | { readonly kind: "done"; readonly eventId: string | null }
  | { readonly kind: "asks"; readonly intentId: string }
  | { readonly kind: "mistake"; readonly status: 400 | 402; readonly form: PaymentForm; readonly mistake: Mistake };

/**
 * Pays by what was typed on the page. A session that is paid already (the button was pressed twice) is done, without a
 * second charge.
 */
export function payByForm(work: Work, session: Session, sent: Form): PaidByForm {
  if (session.status !== "open") return { kind: "done", eventId: null };
  const form = readPaymentForm(sent);
  const known = knownEmail(work, session);
  const wrong = known === null ? mistakenEmail(form) : null;
  if (wrong) return { kind: "mistake", status: 400, form, mistake: wrong };
  const email = known ?? form.email;
  const bank = sent["action"] === "bank" ? bankDebitAmong(session.payment_method_types) : undefined;
  const method = bank ? bankMethod(work, bank, { ...NO_BILLING_DETAILS, email }) : cardFrom(work, form, email);
  if ("says" in method) return { kind: "mistake", status: 400, form, mistake: method };
  try {
    const confirmed = confirmSession(work, session, { method, email, name: method.billing_details.name });
    if (confirmed.kind === "complete") return { kind: "done", eventId: confirmed.event.id };
    if (confirmed.kind === "asks") return { kind: "asks", intentId: confirmed.intent.id };
    return { kind: "mistake", status: 402, form, mistake: declined(confirmed.error.message) };
  } catch (cause) {
    if (!(cause instanceof StripeRefusal)) throw cause;
    return { kind: "mistake", status: 400, form, mistake: { says: cause.message } };
  }
}

/** What the page says of a payment that the bank refused. */
export const declined = (message: string): Mistake => ({ says: `${message} Nothing was charged; try another card.` });
