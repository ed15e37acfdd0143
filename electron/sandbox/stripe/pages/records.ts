import type { ObjectTypes, Session } from "../shapes/object-types.ts";
import { eventTable, type ToldEvent } from "./event-tables.ts";
import type { Html } from "./html.ts";
import { paymentKind, sessionKind } from "./kinds.ts";
import { recordsPage, section } from "./records-page.ts";
import { table } from "./tables.ts";

interface Newest {
  readonly sessions: readonly Session[];
  readonly payments: readonly ObjectTypes["payment_intent"][];
  readonly events: readonly ToldEvent[];
}

/** The front page: what happened here last. */
export const overviewPage = ({ sessions, payments, events }: Newest): Html =>
  recordsPage({
    title: "Sandbox Stripe",
    note: "The newest of each, as this Stripe knows them",
    place: "/",
    content: [
      section("s", sessionKind.title, table(sessionKind.heads, sessions.map(sessionKind.row), sessionKind.none)),
      section("p", paymentKind.title, table(paymentKind.heads, payments.map(paymentKind.row), paymentKind.none)),
      section("e", "Events", eventTable(events)),
    ],
  });
