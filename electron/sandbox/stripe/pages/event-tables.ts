import type { Delivery } from "../store/delivery-queue.ts";
import type { StripeEvent } from "../store/event-log.ts";
import { check, clock, cross, dashed } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { link, status, table } from "./tables.ts";
import { instant } from "./words.ts";

/** An event with its ways to the endpoints that listened. */
export interface ToldEvent {
  readonly event: StripeEvent;
  readonly deliveries: readonly Delivery[];
}

/** A list of events, newest first. */
export const eventTable = (events: readonly ToldEvent[]): Html =>
  table(["Webhook", "Type", "Object", "Created", "Event"], events.map(eventRow), "Nothing has happened yet.");

function eventRow({ event, deliveries }: ToldEvent): Html {
  const { id = "" } = event.data.object as { readonly id?: string };
  return html`<tr>
    <td>${stateOf(deliveries)}</td>
    <td class="grows">${event.type}</td>
    <td>${link(id)}</td>
    <td>${instant(event.created)}</td>
    <td>${link(event.id)}</td>
  </tr>`;
}

// The worst of an event's deliveries speaks for it.
function stateOf(deliveries: readonly Delivery[]): Html {
  const worst = (["failed", "pending", "dropped", "delivered"] as const).find((state) =>
    deliveries.some((delivery) => delivery.state === state),
  );
  return worst === undefined ? status("off", dashed(14), "No endpoint") : deliveryStatus(worst);
}

/** The deliveries of one event. */
export const deliveryTable = (deliveries: readonly Delivery[]): Html =>
  table(
    ["State", "Endpoint", "!Attempts", "Last answer"],
    deliveries.map(
      ({ state, endpoint_id, attempts, last_outcome }) =>
        html`<tr>
          <td>${deliveryStatus(state)}</td>
          <td class="grows">${link(endpoint_id)}</td>
          <td class="number">${attempts}</td>
          <td>${last_outcome ?? "none yet"}</td>
        </tr>`,
    ),
    "No endpoint listened when this happened.",
  );

function deliveryStatus(state: Delivery["state"]): Html {
  if (state === "delivered") return status("ok", check(14), "Delivered");
  if (state === "pending") return status("wait", clock(14), "Pending");
  return state === "failed" ? status("bad", cross(14), "Given up") : status("off", cross(14), "Dropped");
}
