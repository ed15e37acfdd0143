import type { Delivery } from "../store/delivery-queue.ts";
import { deliveryTable, eventTable, type ToldEvent } from "./event-tables.ts";
import { html, type Html } from "./html.ts";
import { page } from "./layout.ts";
import { objectPath } from "./object-path.ts";

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly object: object;
  readonly events: readonly ToldEvent[];
  /** Only for an event. */
  readonly deliveries: readonly Delivery[] | null;
}

/** One object as the API gives it, with every id in it as a link, and what was told about it. */
export const objectPage = ({ id, kind, object, events, deliveries }: Shown): Html =>
  page(
    id,
    html`<main class="records">
      <header>
        <h1 class="id">${id}</h1>
        <p class="note">${kind}</p>
      </header>
      ${
        deliveries
          ? html`<section aria-labelledby="d">
              <h2 id="d">Deliveries</h2>
              ${deliveryTable(deliveries)}
            </section>`
          : html`<section aria-labelledby="e">
              <h2 id="e">Events</h2>
              ${eventTable(events)}
            </section>`
      }
      <section aria-labelledby="o">
        <h2 id="o">Object</h2>
        <pre tabindex="0">${linked(JSON.stringify(object, null, 2), id)}</pre>
      </section>
    </main>`,
  );

const ID = /"((?:cs|pi|ch|py|sub|cus|in|evt|we|prod|price|re|pm|inpay)_\w+)"/g;

function linked(json: string, own: string): Html[] {
  const parts: Html[] = [];
  let from = 0;
  for (const match of json.matchAll(ID)) {
    parts.push(html`${json.slice(from, match.index)}`);
    parts.push(match[1] === own ? html`"${own}"` : html`"<a href="${objectPath(match[1]!)}">${match[1]}</a>"`);
    from = match.index + match[0].length;
  }
  return [...parts, html`${json.slice(from)}`];
}
