import { OFFERED_CARDS } from "../purchase/test-cards.ts";
import type { LineItem, Session } from "../shapes/object-types.ts";
import { bankDebitAmong } from "../shapes/payment-method.ts";
import { arrowLeft, triangle } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { page } from "./layout.ts";
import { instant, money, shortId, termOf, termOfLines } from "./words.ts";

/** What somebody has typed on the page, as text. */
export interface PaymentForm {
  readonly email: string;
  /** A number of {@link OFFERED_CARDS}, or `other`: then `number` counts. */
  readonly card: string;
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly name: string;
}
export type PaymentField = keyof PaymentForm;

/** Why the form was not accepted: on a field of it, or (a decline) on the whole. */
export interface Mistake {
  readonly field?: PaymentField;
  readonly says: string;
}

export const untouchedForm = (nextYear: number): PaymentForm => ({
  email: "",
  card: OFFERED_CARDS[0].number,
  number: "",
  expiry: `12 / ${String(nextYear).slice(-2)}`,
  cvc: "123",
  name: "",
});

interface Sold {
  readonly session: Session;
  readonly lines: readonly LineItem[];
  readonly shop: string;
  readonly knownEmail: string | null;
}

/** The page on which a customer pays: what is sold at the left, how to pay at the right. Needs no script. */
export const paymentPage = (sold: Sold, form: PaymentForm, mistake: Mistake | null): Html =>
  page(`Pay ${sold.shop}`, html`<main class="checkout">${soldSide(sold)}${payingSide(sold, form, mistake)}</main>`);

function soldSide({ session, lines, shop }: Sold): Html {
  const { id, currency, amount_total: total, mode } = session;
  const more = lines.length > 1 ? ` and ${lines.length - 1} more` : "";
  const name = `${lines[0]?.description ?? "your order"}${more}`;
  return html`<section class="sold" aria-label="What you buy">
    <nav><a class="leave" href="/c/pay/${id}/leave">${arrowLeft} Leave without paying</a></nav>
    <header>
      <p class="note">${shop}</p>
      <h1>${mode === "subscription" ? "Subscribe to" : "Pay for"} ${name}</h1>
      <p class="price">${money(total, currency)} <small>${termOfLines(lines)}</small></p>
    </header>
    <div>
      <ul class="lines">
        ${lines.map(soldLine)}
      </ul>
      <p class="sum"><span>Subtotal</span><b>${money(session.amount_subtotal, currency)}</b></p>
      <p class="sum total"><span>Due today</span><span>${money(total, currency)}</span></p>
    </div>
    <dl class="small">
      <dt>Session</dt>
      <dd class="id" title="${id}">${shortId(id)}</dd>
      <dt>Open until</dt>
      <dd>${instant(session.expires_at)}</dd>
    </dl>
  </section>`;
}

function soldLine({ description, quantity, price, amount_total, currency }: LineItem): Html {
  const term = price?.recurring ? `billed ${termOf(price.recurring)}` : "paid once";
  const each = `${quantity ?? 1} × ${money(price?.unit_amount ?? null, currency)}, ${term}`;
  return html`<li>
    <div><b>${description}</b><span>${each}</span></div>
    <b>${money(amount_total, currency)}</b>
  </li>`;
}

function payingSide({ session, knownEmail }: Sold, form: PaymentForm, mistake: Mistake | null): Html {
  const amount = money(session.amount_total, session.currency);
  return html`<form class="paying" method="post" action="/c/pay/${session.id}" aria-label="Payment">
    ${mistake && !mistake.field && html`<p class="alert" role="alert" tabindex="-1" autofocus><span class="bad">${triangle}</span><span>${mistake.says}</span></p>`}
    <fieldset>
      <legend>Contact</legend>
      ${
        knownEmail === null
          ? field(
              "email",
              "E-mail",
              form,
              mistake,
              html`type="email" autocomplete="email" required placeholder="you@example.com"`,
            )
          : html`<div class="field">
              <span class="note">E-mail</span>
              <p class="fixed">${knownEmail}</p>
            </div>`
      }
    </fieldset>
    <fieldset>
      <legend>Card</legend>
      ${cardChoice(form, mistake)}
      <div class="pair">
        ${field("expiry", "Expires (month / year)", form, mistake, html`inputmode="numeric" autocomplete="cc-exp" placeholder="12 / 34"`)}
        ${field("cvc", "Security code", form, mistake, html`inputmode="numeric" autocomplete="cc-csc" maxlength="4"`)}
      </div>
      ${field("name", "Name on card (optional)", form, mistake, html`autocomplete="cc-name"`)}
    </fieldset>
    <div class="acts">
      <button class="button first" name="action" value="pay">Pay ${amount}</button>
      ${bankDebitAmong(session.payment_method_types) && payLater}
    </div>
  </form>`;
}

const payLater = html`<p class="or">or</p>
  <button class="button" name="action" value="bank">Pay later by bank</button>
  <p class="note">A bank debit is confirmed or refused later; on the next page you say which.</p>`;

const cardChoice = (form: PaymentForm, mistake: Mistake | null): Html =>
  html`<div class="cards" role="radiogroup" aria-label="Test card">
    ${OFFERED_CARDS.map(
      ({ number, label }) =>
        html`<div>
          <label
            ><input type="radio" name="card" value="${number}" ${checked(form.card === number)} />
            <span class="id">${number.replaceAll(/(\d{4})(?=\d)/g, "$1 ")}</span><small>${label}</small></label
          >
        </div>`,
    )}
    <div>
      <label
        ><input type="radio" name="card" value="other" ${checked(form.card === "other")} /><span>Another number</span
        ><small>One of Stripe's test cards</small></label
      >
      <div class="typed">
        ${field("number", "Card number", form, mistake, html`inputmode="numeric" autocomplete="cc-number" placeholder="4000 0566 5566 5556"`)}
      </div>
    </div>
  </div>`;

const checked = (is: boolean): Html => (is ? html`checked` : html``);

function field(name: PaymentField, label: string, form: PaymentForm, mistake: Mistake | null, attributes: Html): Html {
  const wrong = mistake?.field === name && mistake;
  const described = wrong && html`aria-invalid="true" aria-describedby="${name}-why" autofocus`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${form[name]}" ${attributes} ${described} />
    ${wrong && html`<p class="why" id="${name}-why" role="alert">${wrong.says}</p>`}
  </div>`;
}
