import { collectInvoice, paid, usualMethod } from "../billing/collect-invoice.ts";
import { issueInvoice } from "../billing/finalize-draft.ts";
import { finalizeInvoice } from "../billing/finalize-invoice.ts";
import { voidInvoice, writeOffInvoice } from "../billing/give-up-invoice.ts";
import { onClockOf, type ClockedWork } from "../clocks/clocked-work.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import type { Invoice } from "../shapes/object-types.ts";
import { LIST_FIELDS, listOf, pageOf, pageRequest } from "../wire/lists.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit } from "../work.ts";
import { createInvoice, updateInvoice } from "./create-invoice.ts";
import { findMethod } from "./payment-methods.ts";
import { list, named, retrieve } from "./read-routes.ts";

const PATH = "/v1/invoices";
const STATUSES = ["draft", "open", "paid", "uncollectible", "void"] as const;

export const invoiceRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: ({ work, fields }) => reply(createInvoice(work, fields)) },
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "DELETE", path: `${PATH}/:id`, run: remove },
  { method: "POST", path: `${PATH}/:id/finalize`, run: finalize },
  { method: "POST", path: `${PATH}/:id/pay`, run: pay },
  { method: "POST", path: `${PATH}/:id/send`, run: send },
  { method: "POST", path: `${PATH}/:id/void`, run: giveUp(voidInvoice) },
  { method: "POST", path: `${PATH}/:id/mark_uncollectible`, run: giveUp(writeOffInvoice) },
  { method: "GET", path: `${PATH}/:id/lines`, run: lines },
  retrieve("invoice", PATH),
  list("invoice", PATH, ["collection_method", "customer", "due_date", "status", "subscription"], (fields) => ({
    where: {
      collection_method: fields.text("collection_method"),
      customer: fields.text("customer"),
      status: fields.oneOf("status", STATUSES),
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
];

const clockedFor = ({ work }: Call, { customer }: Invoice): ClockedWork =>
  onClockOf(work, work.objects.get("customer", customer!));

function update(call: Call): Reply {
  const invoice = named(call, "invoice");
  return reply(updateInvoice(clockedFor(call, invoice), call.fields, invoice));
}

function remove(call: Call): Reply {
  const invoice = inStatus(named(call, "invoice"), ["draft"], "You can only delete draft invoices.");
  if (invoice.parent) throw refusedInvoice("You can't delete invoices that are created by subscriptions.");
  call.work.objects.remove(invoice.id);
  emit(call.work, "invoice.deleted", invoice);
  return reply({ id: invoice.id, object: "invoice", deleted: true });
}

function finalize(call: Call): Reply {
  call.fields.allow("auto_advance", "expand");
  const draft = inStatus(
    named(call, "invoice"),
    ["draft"],
    "This invoice is already finalized, you can't re-finalize it.",
  );
  const auto_advance = call.fields.boolean("auto_advance") ?? draft.auto_advance ?? false;
  return reply(issueInvoice(clockedFor(call, draft), { ...draft, auto_advance }));
}

/** Collects now. A draft is finalised first; what declines has changed something, so it is an answer. */
function pay(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("expand", "forgive", "mandate", "off_session", "paid_out_of_band", "payment_method", "source");
  const found = inStatus(named(call, "invoice"), ["draft", "open", "uncollectible"], "Invoice is already paid");
  const clocked = clockedFor(call, found);
  const id = fields.text("payment_method");
  const method = id === undefined ? usualMethod(clocked, found) : findMethod(work, id, "payment_method");
  const isElsewhere = fields.boolean("paid_out_of_band") ?? false;
  if (!method && !isElsewhere) throw new StripeRefusal(400, { code: "resource_missing", message: NO_METHOD });
  const open = found.status === "draft" ? finalizeInvoice(clocked, found) : found;
  if (open.status === "paid") return reply(open);
  if (isElsewhere) return reply(paid(clocked, open));
  const { invoice, error } = collectInvoice(clocked, open, { method, isPlanned: false });
  return error ? { status: 402, body: { error } } : reply(invoice);
}

const NO_METHOD =
  "There is no `default_payment_method` set on this Customer or Invoice. Please set the appropriate default to an existing PaymentMethod and try again.";

function send(call: Call): Reply {
  call.fields.allow("expand");
  const found = inStatus(named(call, "invoice"), ["draft", "open"], "You can only send an invoice that is open.");
  const clocked = clockedFor(call, found);
  const open = found.status === "draft" ? finalizeInvoice(clocked, found) : found;
  emit(clocked, "invoice.sent", open);
  return reply(open);
}

function giveUp(act: (work: ClockedWork, invoice: Invoice) => Invoice): Route["run"] {
  return (call) => {
    call.fields.allow("expand");
    const why = "You can only pass in open invoices. This invoice isn't open.";
    const open = inStatus(named(call, "invoice"), ["open", "uncollectible"], why);
    return reply(act(clockedFor(call, open), open));
  };
}

function lines(call: Call): Reply {
  const { id, lines } = named(call, "invoice");
  call.fields.allow(...LIST_FIELDS);
  const page = pageRequest(call.fields, "invoice line item", (line) => lines.data.some((one) => one.id === line));
  return reply(listOf(`${PATH}/${id}/lines`, pageOf(lines.data, page)));
}

function inStatus(invoice: Invoice, statuses: readonly string[], why: string): Invoice {
  if (statuses.includes(invoice.status ?? "")) return invoice;
  throw refusedInvoice(why);
}

const refusedInvoice = (message: string) => new StripeRefusal(400, { code: "invoice_not_editable", message });
