import { html, type Html } from "./html.ts";
import { KINDS } from "./kinds.ts";
import { page } from "./layout.ts";

const places = [
  ["/", "Overview"],
  ...KINDS.map(({ folder, title }) => [`/test/${folder}`, title] as const),
  ["/test/events", "Events"],
  ["/test/webhooks", "Webhooks"],
  ["/test/logs", "Requests"],
  ["/test/clock", "Time"],
] as const;

interface Shown {
  readonly title: string;
  /** Whether the title is an id. */
  readonly isId?: boolean;
  readonly note: string;
  /** The path of the list that it belongs to. */
  readonly place: string;
  readonly content: Html | readonly Html[];
}

/** A page of the dashboard: where one is, and what is there. */
export const recordsPage = ({ title, isId = false, note, place, content }: Shown): Html =>
  page(
    title,
    html`<main class="records">
      <nav class="places" aria-label="Dashboard">
        ${places.map(
          ([path, word]) => html`<a href="${path}" ${path === place && html`aria-current="page"`}>${word}</a>`,
        )}
      </nav>
      <header>
        <h1 ${isId && html`class="id"`}>${title}</h1>
        <p class="note">${note}</p>
      </header>
      ${content}
    </main>`,
  );

/** A part of a page under a heading of its own. */
export const section = (id: string, title: string, content: Html | readonly Html[]): Html =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
