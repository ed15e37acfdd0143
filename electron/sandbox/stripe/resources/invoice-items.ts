import { onClockOf } from "../clocks/clocked-work.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { amountsOf, listedLines, newInvoiceLine } from "../shapes/invoice.ts";
import { newInvoiceItem } from "../shapes/invoice-item.ts";
import type { Invoice, InvoiceItem, Price, Subscription } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { list, named, referred, retrieve } from "./read-routes.ts";

const PATH = "/v1/invoiceitems";

export const invoiceItemRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "DELETE", path: `${PATH}/:id`, run: remove },
  retrieve("invoiceitem", PATH),
  list("invoiceitem", PATH, ["customer", "invoice", "pending"], (fields) => ({
    where: {
      customer: fields.text("customer"),
      invoice: fields.boolean("pending") ? null : fields.text("invoice"),
    },
  })),
];

function create({ work, fields }: Call): Reply {
  fields.allow(
    "amount",
    "currency",
    "customer",
    "description",
    "discountable",
    "expand",
    "invoice",
    "metadata",
    "period",
    "pricing",
    "quantity",
    "subscription",
  );
  const customer = referred(work, "customer", fields.required("customer"), "customer");
  const clocked = onClockOf(work, customer);
  const draft = draftOf(work, fields);
  const subscription = subscriptionOf(work, fields);
  const quantity = fields.integer("quantity", { min: 0 }) ?? 1;
  const { price, amount, currency } = readAmount(work, fields, quantity);
  const item = newInvoiceItem(
    {
      customer,
      subscription,
      amount,
      currency,
      description: fields.text("description") ?? price?.nickname ?? null,
      quantity,
      price,
      period: { start: clocked.at, end: clocked.at },
      more: { metadata: fields.metadata(), invoice: draft?.id ?? null },
    },
    clocked.at,
  );
  work.objects.insert(item, clocked.at);
  emit(work, "invoiceitem.created", item);
  if (draft) addLine(work, draft, item, subscription, price);
  return reply(item);
}

function draftOf(work: Work, fields: Fields): Invoice | null {
  const id = fields.text("invoice");
  const invoice = id === undefined ? null : referred(work, "invoice", id, "invoice");
  if (!invoice || invoice.status === "draft") return invoice;
  throw new StripeRefusal(400, {
    code: "invoice_not_editable",
    message: `Invoice ${invoice.id} is no longer editable`,
  });
}

function subscriptionOf(work: Work, fields: Fields): Subscription | null {
  const id = fields.text("subscription");
  return id === undefined ? null : referred(work, "subscription", id, "subscription");
}

function readAmount(
  work: Work,
  fields: Fields,
  quantity: number,
): { price: Price | null; amount: number; currency: string } {
  const id = fields.group("pricing")?.allow("price").text("price");
  if (id !== undefined) {
    const price = referred(work, "price", id, "pricing[price]");
    return { price, amount: (price.unit_amount ?? 0) * quantity, currency: price.currency };
  }
  const amount = fields.integer("amount");
  if (amount === undefined) throw missingParam("amount");
  return { price: null, amount, currency: fields.required("currency").toLowerCase() };
}

function addLine(
  work: Work,
  draft: Invoice,
  item: InvoiceItem,
  subscription: Subscription | null,
  price: Price | null,
): void {
  const { description, amount, currency, quantity, period } = item;
  const facts = { description: description ?? "", price, amount, currency, quantity, subscription, item: null, period };
  const lines = [...draft.lines.data, newInvoiceLine(draft.id, { ...facts, invoiceItem: item })];
  const after: Invoice = { ...draft, ...amountsOf(lines), lines: listedLines(draft.id, lines) };
  work.objects.save(after);
  emit(work, "invoice.updated", after, { total: draft.total, lines: draft.lines });
}

function remove(call: Call): Reply {
  const item = named(call, "invoiceitem");
  if (item.invoice !== null)
    throw new StripeRefusal(400, {
      code: "invoice_not_editable",
      message: "This invoice item is already on an invoice.",
    });
  call.work.objects.remove(item.id);
  emit(call.work, "invoiceitem.deleted", item);
  return reply({ id: item.id, object: "invoiceitem", deleted: true });
}
