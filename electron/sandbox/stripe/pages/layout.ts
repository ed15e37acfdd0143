import { flask } from "./glyphs.ts";
import { html, Html } from "./html.ts";
import { CONTENT_SECURITY_POLICY, styles } from "./styles.ts";

// Made apart from the template: the policy allows this text and no other, so not a blank may come between.
const styleElement = new Html(`<style>${styles}</style>`);

/** A whole page under the bar that says what is real here. */
export const page = (title: string, content: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${styleElement}
      </head>
      <body>
        <header class="bar">
          <b>${flask} SANDBOX</b> <span>Stripe is simulated on this machine: no card is charged</span>
          <a href="/">What happened here</a>
        </header>
        ${content}
      </body>
    </html> `;

/** Sends a page. Nothing of it is cached: going back must not show a form that was sent. */
export const sendPage = (markup: Html, status = 200): Response =>
  new Response(markup.text, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": CONTENT_SECURITY_POLICY,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
  });

/** A page with one thing to say. */
export const toldPage = (title: string, content: Html): Html =>
  page(title, html`<main class="told"><div>${content}</div></main>`);

export const notFoundPage = (sentence: string): Response => sentencePage("Not found", sentence, 404);

/** For a bug of ours: what happened is in the log, and a transaction that failed changed nothing. */
export const failedPage = (): Response =>
  sentencePage("This page failed", "Nothing was changed. The sandbox's log says why.", 500);

const sentencePage = (title: string, sentence: string, status: number): Response =>
  sendPage(
    toldPage(
      title,
      html`<header>
          <h1>${title}</h1>
          <p class="note">${sentence}</p>
        </header>
        <a href="/">What happened here</a>`,
    ),
    status,
  );
