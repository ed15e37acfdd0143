import { collectInvoice } from "../billing/collect-invoice.ts";
import { moveSubscription } from "../billing/move-subscription.ts";
import { onClockOf, type ClockedWork } from "../clocks/clocked-work.ts";
import { attachMethod } from "../resources/payment-methods.ts";
import type { Invoice, PaymentMethod } from "../shapes/object-types.ts";
import type { Form } from "../wire/parse-form.ts";
import type { Work } from "../work.ts";
import { declined } from "./pay-by-form.ts";
import type { Mistake, PaymentForm } from "./payment-page.ts";
import { cardFrom, readPaymentForm } from "./read-payment-form.ts";

export interface InvoiceByForm {
  readonly form: PaymentForm;
  readonly mistake: Mistake | null;
  readonly status: 200 | 400 | 402;
}

/** Pays an invoice by what was typed on its page. A card that pays for a subscription once pays for it from then on. */
export function payInvoiceByForm(work: Work, invoice: Invoice, sent: Form): InvoiceByForm {
  const form = readPaymentForm(sent);
  const method = cardFrom(work, form, invoice.customer_email);
  if ("says" in method) return { form, mistake: method, status: 400 };
  const clocked = onClockOf(work, work.objects.get("customer", invoice.customer!));
  const { invoice: after, error } = collectInvoice(clocked, invoice, { method, isPlanned: false });
  if (after.status === "paid") keepMethod(clocked, after, method);
  const asks = error?.code === "invoice_payment_intent_requires_action";
  return error && !asks
    ? { form, mistake: declined(error.message), status: 402 }
    : { form, mistake: null, status: 200 };
}

function keepMethod(work: ClockedWork, invoice: Invoice, method: PaymentMethod): void {
  attachMethod(work, method, invoice.customer!);
  const id = invoice.parent?.subscription_details?.subscription;
  if (id === undefined) return;
  moveSubscription(work, work.objects.get("subscription", id), { default_payment_method: method.id });
}
