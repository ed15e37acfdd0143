import type { ObjectTypes, Session } from "../shapes/object-types.ts";
import type { Delivery } from "../store/delivery-queue.ts";
import type { StripeEvent } from "../store/event-log.ts";
import { check, clock, cross, dashed, hourglass } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { page } from "./layout.ts";
import { objectPath } from "./object-path.ts";
import { instant, money, shortId } from "./words.ts";

type Tone = "ok" | "wait" | "warn" | "bad" | "off";
const status = (tone: Tone, glyph: Html, word: string): Html =>
  html`<span class="status ${tone}">${glyph}<span>${word}</span></span>`;

const link = (id: string): Html => html`<a class="id" href="${objectPath(id)}" title="${id}">${shortId(id)}</a>`;

interface Newest {
  readonly sessions: readonly Session[];
  readonly payments: readonly ObjectTypes["payment_intent"][];
  readonly events: readonly StripeEvent[];
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
          ["Status", "Customer", "!Amount", "Created", "Session", ""],
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

/** A list of events, newest first. */
export const eventTable = (events: readonly StripeEvent[]): Html =>
  table(["Delivered", "Type", "Object", "Created", "Event"], events.map(eventRow), "Nothing has happened yet.");

function eventRow(event: StripeEvent): Html {
  const { id = "" } = event.data.object as { readonly id?: string };
  const delivered =
    event.pending_webhooks > 0 ? status("wait", clock(14), "Pending") : html`<span class="quiet">Done</span>`;
  return html`<tr>
    <td>${delivered}</td>
    <td class="grows">${event.type}</td>
    <td>${link(id)}</td>
    <td>${instant(event.created)}</td>
    <td>${link(event.id)}</td>
  </tr>`;
}

/** The attempts to deliver one event. */
export const deliveryTable = (deliveries: readonly Delivery[]): Html =>
  table(
    ["State", "Endpoint", "!Attempts", "Last answer"],
    deliveries.map(
      ({ state, endpoint_id, attempts, last_outcome }) =>
        html`<tr>
          <td>${deliveryStatus(state)}</td>
          <td class="grows">${link(endpoint_id)}</td>
          <td class="number">${attempts}</td>
          <td>${last_outcome ?? "none yet"}</td>
        </tr>`,
    ),
    "No endpoint listened when this happened.",
  );

function deliveryStatus(state: Delivery["state"]): Html {
  if (state === "delivered") return status("ok", check(14), "Delivered");
  if (state === "pending") return status("wait", clock(14), "Pending");
  return status(state === "failed" ? "bad" : "off", cross(14), state === "failed" ? "Given up" : "Dropped");
}

// A head that begins with an exclamation mark is of a column of numbers.
function table(heads: readonly string[], rows: readonly Html[], none: string): Html {
  if (rows.length === 0) return html`<p class="note">${none}</p>`;
  const head = heads.map((word) =>
    word.startsWith("!")
      ? html`<th class="number" scope="col">${word.slice(1)}</th>`
      : html`<th scope="col">${word}</th>`,
  );
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
