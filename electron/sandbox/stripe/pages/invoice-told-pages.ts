import type { Invoice } from "../shapes/object-types.ts";
import { check, clock, cross } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { toldPage } from "./layout.ts";
import { objectPath } from "./object-path.ts";
import { settleButtons } from "./told-pages.ts";
import { money, shortId } from "./words.ts";

/** An invoice whose money has come. */
export const invoicePaidPage = (invoice: Invoice): Html =>
  told(invoice, "Invoice paid", html`<span class="ok">${check(32)}</span>`, `${amountOf(invoice)} was paid.`);

/** An invoice that nobody owes. */
export const invoiceClosedPage = (invoice: Invoice): Html =>
  told(invoice, "Nothing to pay", html`<span class="off">${cross(32)}</span>`, "The shop has taken this invoice back.");

/** An invoice that a bank has been asked to pay. */
export const invoiceWaitsPage = (invoice: Invoice): Html =>
  told(
    invoice,
    "Your bank is asked",
    html`<span class="wait">${clock(32)}</span>`,
    "The invoice is not paid yet. A real bank takes days to answer; here you answer for it.",
    html`<div class="acts">${settleButtons(`/i/${invoice.id}/settle`)}</div>`,
  );

const amountOf = ({ amount_due, currency }: Invoice): string => money(amount_due, currency);

const told = ({ id, number }: Invoice, title: string, glyph: Html, says: string, acts: Html | null = null): Html =>
  toldPage(
    title,
    html`<header>
        ${glyph}
        <h1>${title}</h1>
        <p class="note">${says}</p>
      </header>
      <dl class="small">
        <dt>Invoice</dt>
        <dd><a class="id" href="${objectPath(id)}" title="${id}">${number ?? shortId(id)}</a></dd>
      </dl>
      ${acts}`,
  );
