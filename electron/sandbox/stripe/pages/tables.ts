import { html, type Html } from "./html.ts";
import { objectPath } from "./object-path.ts";
import { shortId } from "./words.ts";

export type Tone = "ok" | "wait" | "warn" | "bad" | "off";

/** A glyph in its tone and a word: neither stands alone. */
export const status = (tone: Tone, glyph: Html, word: string): Html =>
  html`<span class="status ${tone}">${glyph}<span>${word}</span></span>`;

/** An id, cut in its middle, that leads to its object's page. */
export const link = (id: string): Html => html`<a class="id" href="${objectPath(id)}" title="${id}">${shortId(id)}</a>`;

/** A table, or the sentence `none` where it has no rows. A head that begins with `!` is of a column of numbers. */
export function table(heads: readonly string[], rows: readonly Html[], none: string): Html {
  if (rows.length === 0) return html`<p class="note">${none}</p>`;
  const head = heads.map((word) =>
    word.startsWith("!")
      ? html`<th class="number" scope="col">${word.slice(1)}</th>`
      : html`<th scope="col">${word}</th>`,
  );
  return html`<div class="scroll" tabindex="0">
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
