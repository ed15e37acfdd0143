import { periodEndOf } from "../clocks/due-of.ts";
import type {
  Customer,
  Dispute,
  Invoice,
  ObjectType,
  ObjectTypes,
  PaymentIntent,
  Session,
  Subscription,
  TestClock,
} from "../shapes/object-types.ts";
import { html, type Html } from "./html.ts";
import { stateOf } from "./states.ts";
import { link } from "./tables.ts";
import { instant, money } from "./words.ts";

/** A kind of object that has a list of its own. */
export interface Kind<T extends ObjectType = ObjectType> {
  /** The last part of its list's path. */
  readonly folder: string;
  readonly title: string;
  readonly type: T;
  readonly heads: readonly string[];
  readonly row: (value: ObjectTypes[T]) => Html;
  readonly none: string;
}

const row = (...cells: readonly Html[]): Html =>
  html`<tr>
    ${cells}
  </tr>`;
const cell = (content: Html | string | number | null): Html => html`<td>${content}</td>`;
const wide = (content: Html | string | null): Html => html`<td class="grows">${content}</td>`;
const amount = (minor: number | null, currency: string | null): Html =>
  html`<td class="number">${money(minor, currency)}</td>`;

export const sessionKind: Kind<"checkout.session"> = {
  folder: "checkout/sessions",
  title: "Checkout Sessions",
  type: "checkout.session",
  heads: ["Status", "Customer", "!Amount", "Created", "Session", "To pay"],
  row: (session) =>
    row(
      cell(sessionState(session)),
      wide(session.customer_details?.email ?? session.customer_email),
      amount(session.amount_total, session.currency),
      cell(instant(session.created)),
      cell(link(session.id)),
      cell(session.status === "open" ? html`<a href="/c/pay/${session.id}">Payment page</a>` : null),
    ),
  none: "Nobody has started a checkout yet.",
};

const sessionState = ({ status, payment_status }: Session): Html =>
  status === "complete" && payment_status === "unpaid" ? stateOf("processing") : stateOf(status);

export const paymentKind: Kind<"payment_intent"> = {
  folder: "payments",
  title: "Payments",
  type: "payment_intent",
  heads: ["Status", "Description", "!Amount", "Created", "Payment"],
  row: ({ status, description, amount: minor, currency, created, id }: PaymentIntent) =>
    row(cell(stateOf(status)), wide(description), amount(minor, currency), cell(instant(created)), cell(link(id))),
  none: "Nobody has paid yet.",
};

const customerKind: Kind<"customer"> = {
  folder: "customers",
  title: "Customers",
  type: "customer",
  heads: ["E-mail", "Name", "Created", "Test clock", "Customer"],
  row: ({ email, name = null, created, test_clock, id }: Customer) =>
    row(wide(email), cell(name), cell(instant(created)), cell(test_clock ? link(test_clock) : null), cell(link(id))),
  none: "There is no customer yet.",
};

const subscriptionKind: Kind<"subscription"> = {
  folder: "subscriptions",
  title: "Subscriptions",
  type: "subscription",
  heads: ["Status", "Plan", "Period ends", "Customer", "Subscription"],
  row: (subscription: Subscription) =>
    row(
      cell(stateOf(subscription.status)),
      wide(subscription.items.data.map(({ price }) => price.nickname ?? price.id).join(", ")),
      cell(periodEnd(subscription)),
      cell(link(subscription.customer)),
      cell(link(subscription.id)),
    ),
  none: "There is no subscription yet.",
};

function periodEnd(subscription: Subscription): string {
  if (subscription.status === "canceled") return "";
  const ends = subscription.cancel_at === null ? "" : ", then canceled";
  return instant(periodEndOf(subscription)) + ends;
}

const invoiceKind: Kind<"invoice"> = {
  folder: "invoices",
  title: "Invoices",
  type: "invoice",
  heads: ["Status", "Customer", "!Due", "Created", "Next attempt", "Invoice"],
  row: ({ status, customer_email, amount_due, currency, created, next_payment_attempt, id }: Invoice) =>
    row(
      cell(stateOf(status)),
      wide(customer_email),
      amount(amount_due, currency),
      cell(instant(created)),
      cell(next_payment_attempt === null ? null : instant(next_payment_attempt)),
      cell(link(id)),
    ),
  none: "There is no invoice yet.",
};

const disputeKind: Kind<"dispute"> = {
  folder: "disputes",
  title: "Disputes",
  type: "dispute",
  heads: ["Status", "Reason", "!Amount", "Answer until", "Dispute"],
  row: ({ status, reason, amount: minor, currency, evidence_details: { due_by }, id }: Dispute) =>
    row(
      cell(stateOf(status)),
      wide(reason.replaceAll("_", " ")),
      amount(minor, currency),
      cell(due_by === null ? null : instant(due_by)),
      cell(link(id)),
    ),
  none: "Nothing is disputed.",
};

export const clockKind: Kind<"test_helpers.test_clock"> = {
  folder: "test-clocks",
  title: "Test clocks",
  type: "test_helpers.test_clock",
  heads: ["Status", "Name", "Its time", "Clock"],
  row: ({ status, name, frozen_time, id }: TestClock) =>
    row(cell(stateOf(status)), wide(name), cell(instant(frozen_time)), cell(link(id))),
  none: "There is no test clock.",
};

/** Those that the dashboard lists, in the order in which it names them. */
export const KINDS = [
  sessionKind,
  paymentKind,
  customerKind,
  subscriptionKind,
  invoiceKind,
  disputeKind,
] as unknown as readonly Kind[];
