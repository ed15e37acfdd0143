import { Hono } from "hono";
import type { WebhookEndpoint } from "../shapes/object-types.ts";
import { NOBODY, type Work } from "../work.ts";
import type { World } from "../world.ts";
import { html, type Html } from "./html.ts";
import { sendPage } from "./layout.ts";
import { recordsPage, section } from "./records-page.ts";
import { stateOf } from "./states.ts";
import { link, table } from "./tables.ts";

const PLACE = "/test/webhooks";

/** Where events are sent: the endpoints, and the CLI where it listens. */
export function webhookPages(world: World): Hono {
  const app = new Hono();
  app.get(PLACE, () => world.transact(NOBODY, (work) => sendPage(webhooksPage(work))));
  return app;
}

function webhooksPage(work: Work): Html {
  const endpoints = work.objects.list("webhook_endpoint", { limit: 100 }).data;
  const heads = ["Status", "Address", "Listens to", "!Delivered", "!Pending", "!Given up", "Endpoint"];
  const none = "No endpoint is registered: nobody is told of anything.";
  return recordsPage({
    title: "Webhooks",
    note: "Where events are sent",
    place: PLACE,
    content: [
      section(
        "endpoints",
        "Endpoints",
        table(
          heads,
          endpoints.map((endpoint) => endpointRow(work, endpoint)),
          none,
        ),
      ),
      section("cli", "Stripe CLI", html`<p class="note">${cliSentence(work.cli.connected)}</p>`),
    ],
  });
}

function endpointRow(work: Work, { id, url, status, enabled_events }: WebhookEndpoint): Html {
  const { delivered, pending, failed } = work.deliveries.countOf(id);
  const types = enabled_events.includes("*") ? "everything" : `${enabled_events.length} types`;
  return html`<tr>
    <td>${stateOf(status)}</td>
    <td class="grows">${url}</td>
    <td>${types}</td>
    <td class="number">${delivered}</td>
    <td class="number">${pending}</td>
    <td class="number">${failed}</td>
    <td>${link(id)}</td>
  </tr>`;
}

function cliSentence(connected: number): string {
  if (connected === 0) return "No stripe listen is connected.";
  return connected === 1 ? "One stripe listen is connected." : `${connected} of stripe listen are connected.`;
}
