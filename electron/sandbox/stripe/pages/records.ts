import type { ObjectTypes, Session } from "../shapes/object-types.ts";
import { eventTable, type ToldEvent } from "./event-tables.ts";
import { check, clock, cross, dashed, hourglass } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { page } from "./layout.ts";
import { link, status, table } from "./tables.ts";
import { instant, money } from "./words.ts";

interface Newest {
  readonly sessions: readonly Session[];
  readonly payments: readonly ObjectTypes["payment_intent"][];
  readonly events: readonly ToldEvent[];
}

/** The front page: what happened here last. */
export const overviewPage = ({ sessions, payments, events }: Newest): Html =>
  page(
    "Sandbox Stripe",
    html`<main class="records">
      <header>
        <h1>Sandbox Stripe</h1>
        <p class="note">The newest of each, as this Stripe knows them</p>
      </header>
      <section aria-labelledby="s">
        <h2 id="s">Checkout Sessions</h2>
        ${table(
          ["Status", "Customer", "!Amount", "Created", "Session", "To pay"],
          sessions.map(sessionRow),
          "Nobody has started a checkout yet.",
        )}
      </section>
      <section aria-labelledby="p">
        <h2 id="p">Payments</h2>
        ${table(
          ["Status", "Description", "!Amount", "Created", "Payment"],
          payments.map(paymentRow),
          "Nobody has paid yet.",
        )}
      </section>
      <section aria-labelledby="e">
        <h2 id="e">Events</h2>
        ${eventTable(events)}
      </section>
    </main>`,
  );

function sessionRow(session: Session): Html {
  const email = session.customer_details?.email ?? session.customer_email ?? "";
  const pay = session.status === "open" && html`<a href="/c/pay/${session.id}">Payment page</a>`;
  return html`<tr>
    <td>${sessionStatus(session)}</td>
    <td class="grows">${email}</td>
    <td class="number">${money(session.amount_total, session.currency)}</td>
    <td>${instant(session.created)}</td>
    <td>${link(session.id)}</td>
    <td>${pay}</td>
  </tr>`;
}

function sessionStatus({ status: word, payment_status }: Session): Html {
  if (word === "open") return status("off", dashed(14), "Open");
  if (word === "expired") return status("off", hourglass(14), "Expired");
  return payment_status === "unpaid"
    ? status("wait", clock(14), "Complete, unpaid")
    : status("ok", check(14), "Complete");
}

function paymentRow(intent: ObjectTypes["payment_intent"]): Html {
  return html`<tr>
    <td>${paymentStatus(intent.status)}</td>
    <td class="grows">${intent.description}</td>
    <td class="number">${money(intent.amount, intent.currency)}</td>
    <td>${instant(intent.created)}</td>
    <td>${link(intent.id)}</td>
  </tr>`;
}

function paymentStatus(word: string): Html {
  if (word === "succeeded") return status("ok", check(14), "Succeeded");
  if (word === "processing") return status("wait", clock(14), "Processing");
  return status("bad", cross(14), "Failed");
}
