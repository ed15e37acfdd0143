import { methodFromNumber } from "../payments/make-payment-method.ts";
import { NO_BILLING_DETAILS } from "../shapes/payment-method.ts";
import type { PaymentMethod } from "../shapes/object-types.ts";
import type { Form } from "../wire/parse-form.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import type { Mistake, PaymentField, PaymentForm } from "./payment-page.ts";

/** What was typed, as it was typed. */
export function readPaymentForm(form: Form): PaymentForm {
  const text = (name: string) => {
    const value = form[name];
    return typeof value === "string" ? value.trim().slice(0, 500) : "";
  };
  return {
    email: text("email"),
    card: text("card"),
    number: text("number"),
    expiry: text("expiry"),
    cvc: text("cvc"),
    name: text("name"),
  };
}

/** The e-mail must look like one wherever the page asks for it. */
export function mistakenEmail({ email }: PaymentForm): Mistake | null {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return null;
  return { field: "email", says: email === "" ? "Enter your e-mail address." : "This is no e-mail address." };
}

const fieldOf: Partial<Record<string, PaymentField>> = { number: "number", exp_month: "expiry", exp_year: "expiry" };

/** The payment method that the form describes, or what is wrong with it. */
export function cardFrom(work: Work, form: PaymentForm, email: string | null): PaymentMethod | Mistake {
  const expiry = /^(\d{1,2})\s*\/\s*(\d{2}|\d{4})$/.exec(form.expiry);
  if (!expiry) return { field: "expiry", says: "Write month and year, such as 12 / 34." };
  if (!/^\d{3,4}$/.test(form.cvc)) return { field: "cvc", says: "The security code has 3 or 4 digits." };
  const year = Number(expiry[2]);
  const typed = {
    number: form.card === "other" ? form.number : form.card,
    expMonth: Number(expiry[1]),
    expYear: year < 100 ? 2000 + year : year,
  };
  try {
    return methodFromNumber(work, typed, { ...NO_BILLING_DETAILS, email, name: form.name === "" ? null : form.name });
  } catch (cause) {
    if (!(cause instanceof StripeRefusal)) throw cause;
    const field = fieldOf[cause.error.param ?? ""];
    return { ...(field ? { field } : {}), says: cause.message };
  }
}
