import { Hono } from "hono";
import type { Kind } from "./kinds.ts";
import { KINDS } from "./kinds.ts";
import { NOBODY, type Work } from "../work.ts";
import type { World } from "../world.ts";
import { eventTable } from "./event-tables.ts";
import { seeOther } from "./forms.ts";
import { html, type Html } from "./html.ts";
import { notFoundPage, sendPage } from "./layout.ts";
import { objectPath } from "./object-path.ts";
import { recordsPage } from "./records-page.ts";
import { told } from "./show-object.ts";
import { table } from "./tables.ts";

const PER_PAGE = 50;

/** Lists of each kind of object and of the events, the newest first, and the search that leads to an id's page. */
export function listPages(world: World): Hono {
  const app = new Hono();
  for (const kind of KINDS)
    app.get(`/test/${kind.folder}`, ({ req }) =>
      world.transact(NOBODY, (work) => sendPage(listPage(work, kind, req.query("after")))),
    );
  app.get("/test/events", ({ req }) =>
    world.transact(NOBODY, (work) => sendPage(eventsPage(work, req.query("after")))),
  );
  app.get("/test/search", ({ req }) => world.transact(NOBODY, (work) => search(work, req.query("query") ?? "")));
  return app;
}

function listPage(work: Work, { folder, title, type, heads, row, none }: Kind, after: string | undefined): Html {
  const { data, hasMore } = work.objects.list(type, { limit: PER_PAGE, startingAfter: after });
  const path = `/test/${folder}`;
  const content = [table(heads, data.map(row), none), older(path, hasMore ? data.at(-1)?.id : undefined)];
  return recordsPage({ title, note: after === undefined ? "The newest first" : "Older ones", place: path, content });
}

function eventsPage(work: Work, after: string | undefined): Html {
  const { data, hasMore } = work.events.list({ limit: PER_PAGE, startingAfter: after });
  const content = [
    eventTable(data.map((event) => told(work, event))),
    older("/test/events", hasMore ? data.at(-1)?.id : undefined),
  ];
  return recordsPage({ title: "Events", note: "The newest first", place: "/test/events", content });
}

const older = (path: string, last: string | undefined): Html =>
  last === undefined ? html`` : html`<p><a href="${path}?after=${last}">Older</a></p>`;

/** Stripe's dashboard is searched by id where a thing has no page there; here everything has one. */
function search(work: Work, query: string): Response {
  const id = query.trim();
  if (work.objects.findAny(id) || work.events.find(id)) return seeOther(objectPath(id));
  return notFoundPage(`This Stripe has nothing with the id ${id === "" ? "that is empty" : id}.`);
}
