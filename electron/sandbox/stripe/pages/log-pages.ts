import { Hono } from "hono";
import type { LoggedRequest } from "../store/request-log.ts";
import type { World } from "../world.ts";
import { check, cross } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { notFoundPage, sendPage } from "./layout.ts";
import { linked } from "./linked.ts";
import { recordsPage, section } from "./records-page.ts";
import { status, table } from "./tables.ts";
import { moment } from "./words.ts";

const PLACE = "/test/logs";
const NEWEST = 100;

/** Which requests came and how each was answered; the address in each of Stripe's errors leads to one of them. */
export function logPages(world: World): Hono {
  const app = new Hono();
  app.get(PLACE, ({ req }) => {
    const refusedOnly = req.query("refused") === "1";
    return sendPage(logsPage(world.requests.list(NEWEST, refusedOnly), refusedOnly));
  });
  app.get(`${PLACE}/:id`, ({ req }) => {
    const request = world.requests.find(req.param("id"));
    return request ? sendPage(logPage(request)) : notFoundPage("This request is not remembered: only the newest are.");
  });
  return app;
}

const logsPage = (requests: readonly LoggedRequest[], refusedOnly: boolean): Html =>
  recordsPage({
    title: "Requests",
    note: refusedOnly ? "Those that were refused" : "The newest that the API was asked",
    place: PLACE,
    content: [
      html`<p>
        ${refusedOnly ? html`<a href="${PLACE}">All</a>` : html`<a href="${PLACE}?refused=1">Only those that were refused</a>`}
      </p>`,
      table(["Answer", "Request", "Key", "When", "Id"], requests.map(requestRow), "Nobody has asked the API yet."),
    ],
  });

const requestRow = ({ id, status: code, method, path, key_hint, at }: LoggedRequest): Html =>
  html`<tr>
    <td>${answerOf(code)}</td>
    <td class="grows"><span class="id">${method} ${path}</span></td>
    <td><span class="id">${shortHint(key_hint)}</span></td>
    <td>${moment(at)}</td>
    <td><a class="id" href="${PLACE}/${id}">${id}</a></td>
  </tr>`;

const answerOf = (code: number): Html =>
  code < 400 ? status("ok", check(14), String(code)) : status("bad", cross(14), String(code));

const shortHint = (hint: string): string => hint.replace(/\*+/, "…");

function logPage(request: LoggedRequest): Html {
  const facts = [
    ["When", moment(request.at)],
    ["Took", `${request.took_ms} ms`],
    ["API key", shortHint(request.key_hint)],
    ["Idempotency key", request.idempotency_key],
    ["Stripe-Version", request.version],
    ["Sent by", request.agent],
  ] as const;
  return recordsPage({
    title: request.id,
    isId: true,
    note: `${request.method} ${request.path}`,
    place: PLACE,
    content: [
      html`<p>${answerOf(request.status)}</p>`,
      html`<dl class="small">
        ${facts.map(
          ([word, value]) =>
            value &&
            html`<dt>${word}</dt>
              <dd class="id">${value}</dd>`,
        )}
      </dl>`,
      section("asked", "Parameters", html`<pre tabindex="0">${decoded(request.params)}</pre>`),
      section("answer", "Answer", html`<pre tabindex="0">${linked(request.answer, null)}</pre>`),
    ],
  });
}

/** One parameter a line, as a person reads it. */
const decoded = (params: string): string =>
  [...new URLSearchParams(params)].map(([name, value]) => `${name} = ${value}`).join("\n") || "None";
