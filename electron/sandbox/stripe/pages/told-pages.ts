import type { Session } from "../shapes/object-types.ts";
import { back, check, clock, cross, hourglass } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { toldPage } from "./layout.ts";
import { objectPath } from "./object-path.ts";
import { money, shortId, visitTo } from "./words.ts";

interface Facts {
  readonly session: Session;
  /** The payment's id, for a look at it. */
  readonly payment: string | null;
  /** How the shop's webhook took the news, as a sentence. */
  readonly webhook: string;
  /** The bank is still to answer. */
  readonly waiting: boolean;
}

/** What a customer sees of a session that is complete. */
export function completePage(facts: Facts): Html {
  const { session, waiting } = facts;
  if (waiting) return bankPage(facts);
  if (session.payment_status === "unpaid") return refusedByBankPage(facts);
  const paid = session.payment_status === "paid";
  const amount = money(session.amount_total, session.currency);
  const title = paid ? "Payment received" : "Nothing to pay today";
  const email = session.customer_details?.email;
  return toldPage(
    title,
    html`<header>
        <span class="ok">${check(32)}</span>
        <h1>${title}</h1>
        <p class="note">
          ${paid ? html`${amount} was paid${email && ` by ${email}`}.` : "The order is complete."} ${facts.webhook}
        </p>
      </header>
      ${details(facts)}
      <div class="acts">${toShop(visitTo(session), "Return to the shop")}</div>`,
  );
}

function bankPage(facts: Facts): Html {
  const action = `/c/pay/${facts.session.id}/settle`;
  return toldPage(
    "Your bank is asked",
    html`<header>
        <span class="wait">${clock(32)}</span>
        <h1>Your bank is asked</h1>
        <p class="note">
          The order is complete and not paid yet. A real bank takes days to answer; here you answer for it.
          ${facts.webhook}
        </p>
      </header>
      ${details(facts)}
      <div class="acts">${settleButtons(action)} ${toShop(visitTo(facts.session), "Return to the shop", "")}</div>`,
  );
}

const refusedByBankPage = (facts: Facts): Html =>
  toldPage(
    "The bank refused the payment",
    html`<header>
        <span class="bad">${cross(32)}</span>
        <h1>The bank refused the payment</h1>
        <p class="note">Nothing was paid. ${facts.webhook}</p>
      </header>
      ${details(facts)}
      <div class="acts">${toShop(visitTo(facts.session), "Return to the shop")}</div>`,
  );

export const expiredPage = (session: Session): Html =>
  toldPage(
    "This checkout has expired",
    html`<header>
        <span class="off">${hourglass(32)}</span>
        <h1>This checkout has expired</h1>
        <p class="note">Nothing was charged. Start again in the shop.</p>
      </header>
      <div class="acts">${toShop(session.cancel_url ?? visitTo(session), "Return to the shop")}</div>`,
  );

/** Where "leave" leads: the shop may not run here, so it is linked and not jumped to. */
export const leftPage = (session: Session): Html =>
  toldPage(
    "You left without paying",
    html`<header>
        <span class="off">${back(32)}</span>
        <h1>You left without paying</h1>
        <p class="note">Nothing was charged. The payment stays open until it expires.</p>
      </header>
      <div class="acts">
        ${toShop(session.cancel_url, "Return to the shop")}
        <a class="button" href="/c/pay/${session.id}">Back to the payment</a>
      </div>`,
  );

/** The two answers of a bank, as buttons of a form. */
export const settleButtons = (action: string): Html =>
  html`<form method="post" action="${action}">
    <div class="beside">${settle("succeeded", "Settle now", "first")}${settle("failed", "Let it fail", "")}</div>
  </form>`;

const settle = (outcome: string, words: string, kind: string): Html =>
  html`<button class="button ${kind}" name="outcome" value="${outcome}">${words}</button>`;

const toShop = (url: string | null, words: string, kind = "first"): Html | null =>
  url === null ? null : html`<a class="button ${kind}" href="${url}">${words}</a>`;

function details({ session, payment }: Facts): Html {
  const rows = [
    ["Session", session.id],
    ["Payment", payment],
    ["Subscription", session.subscription],
    ["Customer", session.customer],
  ] as const;
  return html`<dl class="small">
    ${rows.map(
      ([word, id]) =>
        id &&
        html`<dt>${word}</dt>
          <dd><a class="id" href="${objectPath(id)}" title="${id}">${shortId(id)}</a></dd>`,
    )}
  </dl>`;
}
