import { theAccount } from "../resources/account.ts";
import type { Invoice, InvoiceLine, LineItem, Session } from "../shapes/object-types.ts";
import { bankDebitAmong } from "../shapes/payment-method.ts";
import type { Work } from "../work.ts";
import { html, type Html } from "./html.ts";
import type { Bill } from "./payment-page.ts";
import { instant, money, shortId, termOf, termOfLines } from "./words.ts";

/** What a Checkout Session asks for. */
export function billOfSession(work: Work, session: Session): Bill {
  const { id, currency, amount_total: total, mode } = session;
  const { lineItems: lines } = work.objects.hidden("checkout.session", id);
  const more = lines.length > 1 ? ` and ${lines.length - 1} more` : "";
  return {
    title: `${mode === "subscription" ? "Subscribe to" : "Pay for"} ${lines[0]?.description ?? "your order"}${more}`,
    shop: shopName(work),
    action: `/c/pay/${id}`,
    leave: { to: `/c/pay/${id}/leave`, words: "Leave without paying" },
    lines: lines.map(sessionLine),
    term: termOfLines(lines),
    sums: [
      ["Subtotal", money(session.amount_subtotal, currency)],
      ["Due today", money(total, currency)],
    ],
    due: money(total, currency),
    facts: [
      ["Session", shownId(id)],
      ["Open until", instant(session.expires_at)],
    ],
    knownEmail: knownEmail(work, session),
    takesBank: bankDebitAmong(session.payment_method_types) !== undefined,
  };
}

function sessionLine({ description, quantity, price, amount_total, currency }: LineItem): Bill["lines"][number] {
  const term = price?.recurring ? `billed ${termOf(price.recurring)}` : "paid once";
  const detail = `${quantity ?? 1} × ${money(price?.unit_amount ?? null, currency)}, ${term}`;
  return { name: description ?? "", detail, amount: money(amount_total, currency) };
}

/** The e-mail that the shop has given, null where the page has to ask. */
export const knownEmail = (work: Work, { customer, customer_email }: Session): string | null =>
  customer_email ?? (customer === null ? null : work.objects.get("customer", customer).email);

/** What an open invoice asks for. */
export function billOfInvoice(work: Work, invoice: Invoice): Bill {
  const { id, currency, total, amount_due, number, due_date } = invoice;
  const credit = amount_due - total;
  return {
    title: `Pay invoice ${number ?? shortId(id)}`,
    shop: shopName(work),
    action: `/i/${id}`,
    leave: null,
    lines: invoice.lines.data.map(invoiceLine),
    term: due_date === null ? "" : `due ${instant(due_date)}`,
    sums: [
      ["Total", money(total, currency)],
      ...(credit === 0 ? [] : [["From your balance", money(credit, currency)] as const]),
      ["Due now", money(amount_due, currency)],
    ],
    due: money(amount_due, currency),
    facts: [["Invoice", shownId(id)]],
    knownEmail: invoice.customer_email ?? "",
    takesBank: false,
  };
}

const invoiceLine = ({ description, amount, currency, period }: InvoiceLine): Bill["lines"][number] => ({
  name: description ?? "",
  detail: period.end > period.start ? `${instant(period.start)} to ${instant(period.end)}` : "",
  amount: money(amount, currency),
});

const shopName = (work: Work): string => theAccount(work).business_profile?.name ?? "";

const shownId = (id: string): Html => html`<span class="id" title="${id}">${shortId(id)}</span>`;
