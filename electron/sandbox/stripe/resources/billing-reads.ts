import type { Route } from "../http/route.ts";
import { list, retrieve } from "./read-routes.ts";

const INVOICE_STATUSES = ["draft", "open", "paid", "uncollectible", "void"] as const;

/** What a purchase leaves behind and nobody creates directly: invoices, their payments, PaymentIntents, charges. */
export const billingReadRoutes: readonly Route[] = [
  retrieve("invoice", "/v1/invoices"),
  list("invoice", "/v1/invoices", ["customer", "status", "subscription"], (fields) => ({
    where: {
      customer: fields.text("customer"),
      status: fields.oneOf("status", INVOICE_STATUSES),
      invoice_subscription: fields.text("subscription"),
    },
  })),
  retrieve("invoice_payment", "/v1/invoice_payments"),
  list("invoice_payment", "/v1/invoice_payments", ["invoice", "payment", "status"], (fields) => ({
    where: {
      invoice: fields.text("invoice"),
      paid_by_intent: fields.group("payment")?.allow("payment_intent", "type").text("payment_intent"),
      status: fields.oneOf("status", ["canceled", "open", "paid"]),
    },
  })),
  retrieve("payment_intent", "/v1/payment_intents"),
  list("payment_intent", "/v1/payment_intents", ["customer"], (fields) => ({
    where: { customer: fields.text("customer") },
  })),
  retrieve("charge", "/v1/charges"),
  list("charge", "/v1/charges", ["customer", "payment_intent"], (fields) => ({
    where: { customer: fields.text("customer"), payment_intent: fields.text("payment_intent") },
  })),
];
