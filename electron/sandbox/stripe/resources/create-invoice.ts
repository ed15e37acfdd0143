import { draftInvoice, waitingItems } from "../billing/draft-invoice.ts";
import { changesOf } from "../changes-of.ts";
import { onClockOf, type ClockedWork } from "../clocks/clocked-work.ts";
import type { Invoice } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { referred } from "./read-routes.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const FIELDS = [
  "auto_advance",
  "collection_method",
  "days_until_due",
  "default_payment_method",
  "description",
  "due_date",
  "expand",
  "footer",
  "metadata",
  "payment_settings",
] as const;

/** Drafts an invoice of what waits for one, where that is asked for. */
export function createInvoice(work: Work, fields: Fields): Invoice {
  fields.allow(...FIELDS, "currency", "customer", "pending_invoice_items_behavior", "subscription");
  const subscriptionId = fields.text("subscription");
  const subscription =
    subscriptionId === undefined ? null : referred(work, "subscription", subscriptionId, "subscription");
  const customerId = subscription?.customer ?? fields.text("customer");
  if (customerId === undefined) throw missingParam("customer");
  const customer = referred(work, "customer", customerId, "customer");
  const clocked = onClockOf(work, customer);
  const takes =
    fields.oneOf("pending_invoice_items_behavior", ["exclude", "include"]) ?? (subscription ? "include" : "exclude");
  const items = takes === "include" ? waitingItems(clocked, customer, subscription) : [];
  if (subscription && items.length === 0)
    throw new StripeRefusal(400, { code: "invoice_no_subscription_line_items", message: NOTHING_WAITS });
  const currency = items[0]?.currency ?? fields.text("currency")?.toLowerCase() ?? customer.currency ?? "usd";
  const more = { auto_advance: false, ...read(clocked, fields, null) };
  const billingReason = subscription ? "subscription_update" : "manual";
  return draftInvoice(clocked, { customer, subscription, currency, billingReason, items, more });
}

const NOTHING_WAITS = "Nothing to invoice for subscription";

/** Changes a draft, or of an invoice that is out what may still be changed. */
export function updateInvoice(work: ClockedWork, fields: Fields, before: Invoice): Invoice {
  fields.allow(...FIELDS);
  const after: Invoice = { ...before, ...read(work, fields, before) };
  work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) emit(work, "invoice.updated", after, changed);
  return after;
}

function read(work: ClockedWork, fields: Fields, before: Invoice | null): Partial<Invoice> {
  const out: { -readonly [K in keyof Invoice]?: Invoice[K] } = { metadata: fields.metadata(before?.metadata ?? {}) };
  const auto = fields.boolean("auto_advance");
  if (auto !== undefined) {
    out.auto_advance = auto;
    if (before?.status !== "open") out.automatically_finalizes_at = auto ? work.at + HOUR : null;
  }
  if (fields.has("description")) out.description = fields.emptyable("description") ?? null;
  if (fields.has("footer")) out.footer = fields.emptyable("footer") ?? null;
  const method = fields.text("default_payment_method");
  if (method !== undefined)
    out.default_payment_method = referred(work, "payment_method", method, "default_payment_method").id;
  return { ...out, ...readDue(work, fields) };
}

function readDue(work: ClockedWork, fields: Fields): Partial<Invoice> {
  const collection_method = fields.oneOf("collection_method", ["charge_automatically", "send_invoice"]);
  const days = fields.integer("days_until_due", { min: 0 });
  const due_date = fields.integer("due_date") ?? (days === undefined ? undefined : work.at + days * DAY);
  if (collection_method === "send_invoice" && due_date === undefined)
    throw refused(
      "days_until_due",
      "If invoice collection_method is 'send_invoice' you must pass `days_until_due` or `due_date`.",
    );
  return {
    ...(collection_method === undefined ? {} : { collection_method }),
    ...(due_date === undefined ? {} : { due_date }),
  };
}
