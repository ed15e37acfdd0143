import { Hono } from "hono";
import { NOBODY, type Work } from "../work.ts";
import type { World } from "../world.ts";
import { formOf, seeOther } from "./forms.ts";
import { html, type Html } from "./html.ts";
import { clockKind } from "./kinds.ts";
import { sendPage } from "./layout.ts";
import { recordsPage, section } from "./records-page.ts";
import { table } from "./tables.ts";
import { instant } from "./words.ts";

const PLACE = "/test/clock";
const DAY = 24 * 3600;
const STEPS = [
  ["An hour", 3600],
  ["A day", DAY],
  ["A week", 7 * DAY],
  ["A month", 31 * DAY],
] as const;

/** The time by which subscriptions are billed, and the way to move it on. */
export function clockPages(world: World): Hono {
  const app = new Hono();
  app.get(PLACE, () => world.transact(NOBODY, (work) => sendPage(clockPage(work))));
  app.post(PLACE, async (context) => {
    const { by } = await formOf(context);
    const seconds = STEPS.find(([, step]) => String(step) === by)?.[1];
    if (seconds !== undefined) world.transact(NOBODY, (work) => work.settings.set("ahead", work.ahead + seconds));
    return seeOther(PLACE);
  });
  return app;
}

function clockPage(work: Work): Html {
  const clocks = work.objects.list(clockKind.type, { limit: 100 }).data;
  return recordsPage({
    title: instant(work.now + work.ahead),
    note: work.ahead === 0 ? "The machine's own time" : `The machine's own time is ${instant(work.now)}`,
    place: PLACE,
    content: [
      html`<form method="post" action="${PLACE}" class="steps" aria-label="Move the time on">
        <span class="note">Move it on by</span>
        ${STEPS.map(([word, seconds]) => html`<button class="button" name="by" value="${seconds}">${word}</button>`)}
      </form>`,
      html`<p class="note">
        Renewals, retries, ends and expiries of what is passed happen at once. It can't be moved back.
      </p>`,
      section("clocks", clockKind.title, table(clockKind.heads, clocks.map(clockKind.row), clockKind.none)),
    ],
  });
}
