import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--line:#dfe3e8;--ink:#1b2430;--dim:#5d6b7a;--accent:#0b6bcb;--ok:#16794c;--warn:#9a6200;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--bg:#12161b;--card:#1a2027;--line:#2c343d;--ink:#e6eaef;--dim:#9aa7b5;--accent:#6db3f8;--ok:#5cc690;--warn:#e0b15a;--bad:#f28b82}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header{display:flex;gap:12px;align-items:baseline;padding:16px 24px;border-bottom:1px solid var(--line);background:var(--card)}
header a{color:inherit;text-decoration:none;font-weight:650}header span{color:var(--dim)}
main{max-width:1080px;margin:0 auto;padding:24px}h1{font-size:22px;margin:0 0 16px}
table{width:100%;border-collapse:separate;border-spacing:0;background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:hidden}
th,td{text-align:left;padding:9px 14px;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}tr:last-child>*{border-bottom:0}
th{color:var(--dim);font-weight:500;font-size:13px}td a,p a{color:var(--accent)}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
code{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}.state{font-weight:600}.running{color:var(--ok)}.waiting{color:var(--warn)}.stopped{color:var(--dim)}.bad{color:var(--bad)}
td:first-child code{white-space:nowrap}dl{display:grid;grid-template-columns:max-content 1fr;gap:8px 24px;margin:0 0 24px;padding:18px;background:var(--card);border:1px solid var(--line);border-radius:8px}
dt{color:var(--dim)}dd{margin:0}.empty{padding:40px;text-align:center;color:var(--dim);border:1px dashed var(--line);border-radius:8px}`;

/** A whole page of the sandbox's panel: nothing from elsewhere, every value escaped. */
export const page = (title: string, body: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox panel</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <header><a href="/">Sandbox panel</a><span>A play panel on this machine. Nothing here is real.</span></header>
        <main>${body}</main>
      </body>
    </html>`;

/** The bare page that the framework shows to whoever does not ask for JSON. */
export const errorPage = (title: string): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
      </body>
    </html>`;
