import { OFFERED_CARDS } from "../payments/test-cards.ts";
import { arrowLeft, triangle } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { page } from "./layout.ts";

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

/** What is to be paid, whether a Checkout Session or an invoice asks for it. */
export interface Bill {
  readonly title: string;
  readonly shop: string;
  /** Where the form goes. */
  readonly action: string;
  readonly leave: { readonly to: string; readonly words: string } | null;
  readonly lines: readonly { readonly name: string; readonly detail: string; readonly amount: string }[];
  readonly term: string;
  readonly sums: readonly (readonly [word: string, amount: string])[];
  /** As a person reads it; of the last sum. */
  readonly due: string;
  readonly facts: readonly (readonly [word: string, value: Html | string])[];
  readonly knownEmail: string | null;
  readonly takesBank: boolean;
}

/** The page on which a customer pays: what is sold at the left, how to pay at the right. Needs no script. */
export const paymentPage = (bill: Bill, form: PaymentForm, mistake: Mistake | null): Html =>
  page(`Pay ${bill.shop}`, html`<main class="checkout">${soldSide(bill)}${payingSide(bill, form, mistake)}</main>`);

function soldSide({ title, shop, leave, lines, term, sums, due, facts }: Bill): Html {
  const total = sums.length - 1;
  return html`<section class="sold" aria-label="What you buy">
    ${leave && html`<nav><a class="leave" href="${leave.to}">${arrowLeft} ${leave.words}</a></nav>`}
    <header>
      <p class="note">${shop}</p>
      <h1>${title}</h1>
      <p class="price">${due} <small>${term}</small></p>
    </header>
    <div>
      <ul class="lines">
        ${lines.map(soldLine)}
      </ul>
      ${sums.map(
        ([word, amount], place) =>
          html`<p class="sum ${place === total ? "total" : ""}"><span>${word}</span><b>${amount}</b></p>`,
      )}
    </div>
    <dl class="small">
      ${facts.map(
        ([word, value]) =>
          html`<dt>${word}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </section>`;
}

const soldLine = ({ name, detail, amount }: Bill["lines"][number]): Html =>
  html`<li>
    <div><b>${name}</b><span>${detail}</span></div>
    <b>${amount}</b>
  </li>`;

function payingSide({ action, due, knownEmail, takesBank }: Bill, form: PaymentForm, mistake: Mistake | null): Html {
  return html`<form class="paying" method="post" action="${action}" aria-label="Payment">
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
      <button class="button first" name="action" value="pay">Pay ${due}</button>
      ${takesBank && payLater}
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
