/** Markup that is safe to send. Only {@link html} makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
type Part = Html | string | number | null | false | undefined | readonly Part[];

/** A template whose values are escaped, in text and in quoted attributes alike; null, undefined and false leave nothing. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(fixed.reduce((text, piece, place) => text + render(parts[place - 1]) + piece));
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(render).join("");
  return escape(String(part));
}

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ESCAPES[found as keyof typeof ESCAPES]);
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" } as const;
