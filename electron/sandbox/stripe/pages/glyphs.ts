import { html, type Html } from "./html.ts";

const drawn = (size: number, paths: Html): Html =>
  html`<svg
    width="${size}"
    height="${size}"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths}
  </svg>`;

export const arrowLeft = drawn(16, html`<path d="M5 12h14M5 12l6 6M5 12l6-6" />`);
export const flask = drawn(
  12,
  html`<path d="M9 3h6M10 9h4M10 3v6l-5 10a1.4 1.4 0 0 0 1 2h12a1.4 1.4 0 0 0 1-2L14 9V3" />`,
);
export const triangleOf = (size: number): Html => drawn(size, html`<path d="M12 4 2.5 20h19zM12 10v4M12 17v.01" />`);
export const triangle = triangleOf(16);
export const check = (size: number): Html =>
  drawn(size, html`<circle cx="12" cy="12" r="9" /><path d="m8 12 3 3 5-6" />`);
export const clock = (size: number): Html =>
  drawn(size, html`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3 2" />`);
export const hourglass = (size: number): Html =>
  drawn(size, html`<path d="M6 3h12M6 21h12M7 3v3c0 3 5 4 5 6s-5 3-5 6v3M17 3v3c0 3-5 4-5 6s5 3 5 6v3" />`);
export const cross = (size: number): Html =>
  drawn(size, html`<circle cx="12" cy="12" r="9" /><path d="m9 9 6 6M15 9l-6 6" />`);
export const back = (size: number): Html => drawn(size, html`<path d="M9 14 5 10l4-4M5 10h10a4 4 0 0 1 0 8h-3" />`);
export const dashed = (size: number): Html =>
  drawn(size, html`<circle cx="12" cy="12" r="9" stroke-dasharray="4 3.07" />`);
export const shield = (size: number): Html =>
  drawn(size, html`<path d="M12 3 5 6v6c0 4 3 7 7 9 4-2 7-5 7-9V6z" /><path d="m9 12 2 2 4-4" />`);
