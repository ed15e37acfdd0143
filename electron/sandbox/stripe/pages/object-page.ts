import type { CliDelivery } from "../store/cli-deliveries.ts";
import type { Delivery } from "../store/delivery-queue.ts";
import { deliveryTable, eventTable, type ToldEvent } from "./event-tables.ts";
import { html, type Html } from "./html.ts";
import { linked } from "./linked.ts";
import { objectPath } from "./object-path.ts";
import { recordsPage, section } from "./records-page.ts";

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly object: object;
  readonly acts: Html | null;
  readonly events: readonly ToldEvent[];
  /** Only of an event or an endpoint. */
  readonly sent: {
    readonly of: "event" | "endpoint";
    readonly deliveries: readonly Delivery[];
    readonly throughCli: readonly CliDelivery[];
  } | null;
}

/** One object as the API gives it, with every id in it as a link, and what was told about it. */
export const objectPage = ({ id, kind, object, acts, events, sent }: Shown): Html =>
  recordsPage({
    title: id,
    isId: true,
    note: kind,
    place: id.startsWith("clock_") ? "/test/clock" : objectPath(id).replace(/\/[^/]*$/, ""),
    content: [
      acts ?? html``,
      sent
        ? section("d", "Deliveries", deliveryTable(sent.of, sent.deliveries, sent.throughCli))
        : section("e", "Events", eventTable(events)),
      section("o", "Object", html`<pre tabindex="0">${linked(JSON.stringify(object, null, 2), id)}</pre>`),
    ],
  });
