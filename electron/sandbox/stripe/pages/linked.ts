import { html, type Html } from "./html.ts";
import { objectPath } from "./object-path.ts";

const ID = /"((?:cs|pi|ch|py|sub|cus|in|ii|evt|we|prod|price|re|pm|inpay|du|issfr|clock)_\w+|req_\w+)"/g;

/** JSON with every id in it as a link, but for `own`: the page is that one's. */
export function linked(json: string, own: string | null): Html[] {
  const parts: Html[] = [];
  let from = 0;
  for (const match of json.matchAll(ID)) {
    parts.push(html`${json.slice(from, match.index)}`);
    parts.push(match[1] === own ? html`"${own}"` : html`"<a href="${objectPath(match[1]!)}">${match[1]}</a>"`);
    from = match.index + match[0].length;
  }
  return [...parts, html`${json.slice(from)}`];
}
