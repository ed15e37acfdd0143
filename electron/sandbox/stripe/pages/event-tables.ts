import type { CliDelivery } from "../store/cli-deliveries.ts";
import type { Delivery } from "../store/delivery-queue.ts";
import type { StripeEvent } from "../store/event-log.ts";
import { check, clock, cross, dashed } from "./glyphs.ts";
import { html, type Html } from "./html.ts";
import { link, status, table } from "./tables.ts";
import { instant } from "./words.ts";

/** An event with its ways to the endpoints that listened, and through the CLI. */
export interface ToldEvent {
  readonly event: StripeEvent;
  readonly deliveries: readonly Delivery[];
  readonly throughCli: readonly CliDelivery[];
}

/** A list of events, newest first. */
export const eventTable = (events: readonly ToldEvent[]): Html =>
  table(["Webhook", "Type", "Object", "Created", "Event"], events.map(eventRow), "Nothing has happened yet.");

function eventRow({ event, deliveries, throughCli }: ToldEvent): Html {
  const { id = "" } = event.data.object as { readonly id?: string };
  return html`<tr>
    <td>${stateOf(deliveries, throughCli)}</td>
    <td class="grows">${event.type}</td>
    <td>${link(id)}</td>
    <td>${instant(event.created)}</td>
    <td>${link(event.id)}</td>
  </tr>`;
}

// The worst of an event's deliveries speaks for it.
function stateOf(deliveries: readonly Delivery[], throughCli: readonly CliDelivery[]): Html {
  const worst = (["failed", "pending", "dropped", "delivered"] as const).find((state) =>
    deliveries.some((delivery) => delivery.state === state),
  );
  if (worst !== undefined) return deliveryStatus(worst);
  const newest = throughCli.at(-1);
  return newest ? cliStatus(newest) : status("off", dashed(14), "No endpoint");
}

/** The deliveries of one event, or of one endpoint. */
export const deliveryTable = (
  of: "event" | "endpoint",
  deliveries: readonly Delivery[],
  throughCli: readonly CliDelivery[] = [],
): Html =>
  table(
    ["State", of === "event" ? "Endpoint" : "Event", "!Attempts", "Last answer"],
    [...deliveries.map((delivery) => deliveryRow(of, delivery)), ...throughCli.map(cliRow)],
    of === "event" ? "No endpoint listened when this happened." : "Nothing has been sent here yet.",
  );

const deliveryRow = (
  of: "event" | "endpoint",
  { state, endpoint_id, event_id, attempts, last_outcome }: Delivery,
): Html =>
  html`<tr>
    <td>${deliveryStatus(state)}</td>
    <td class="grows">${link(of === "event" ? endpoint_id : event_id)}</td>
    <td class="number">${attempts}</td>
    <td>${last_outcome ?? "none yet"}</td>
  </tr>`;

const cliRow = (delivery: CliDelivery): Html =>
  html`<tr>
    <td>${cliStatus(delivery)}</td>
    <td class="grows">Stripe CLI ${delivery.forward_url}</td>
    <td class="number">1</td>
    <td>${delivery.status ?? (delivery.state === "taken" ? "not forwarded yet" : "none yet")}</td>
  </tr>`;

function cliStatus({ state, status: code }: CliDelivery): Html {
  if (state !== "answered") return status("wait", clock(14), state === "sent" ? "Sent to the CLI" : "Taken by the CLI");
  return code !== null && code >= 200 && code < 300
    ? status("ok", check(14), "Delivered")
    : status("bad", cross(14), "Refused");
}

function deliveryStatus(state: Delivery["state"]): Html {
  if (state === "delivered") return status("ok", check(14), "Delivered");
  if (state === "pending") return status("wait", clock(14), "Pending");
  return state === "failed" ? status("bad", cross(14), "Given up") : status("off", cross(14), "Dropped");
}
