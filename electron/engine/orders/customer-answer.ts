import { amountInQuestion, paidAtStripe, paidHere, type TraceFacts } from "../trace/trace-facts.ts";
import { money } from "../trace/words.ts";

const FAULT = "Your server was not created because of a fault on our side.";
const WHERE = "you will find its address on your dashboard";

/**
 * What a support agent may paste into a ticket: where the purchase stands, in the customer's words, without ids and without
 * our trouble's names. It promises nothing that is not so now.
 */
export function customerAnswer(facts: TraceFacts): string {
  const { order } = facts;
  if (order.payment_state === "disputed")
    return `${paidSentence(facts)} Your bank has opened a dispute about it, so the server is stopped until that is settled.`;
  if (order.payment_state === "refunded")
    return `Your payment of ${paid(facts)} was refunded. Your bank shows it within a few days. The server is stopped.`;
  if (paidHere(order)) return afterPayment(facts);
  if (paidAtStripe(facts.session))
    return `${paidSentence(facts)} ${FAULT} We are looking at it. You were charged once.`;
  return beforePayment(facts);
}

function afterPayment(facts: TraceFacts): string {
  const { order, planName } = facts;
  const arrived = paidSentence(facts);
  if (amountInQuestion(order))
    return `${arrived} It is not the price of ${planName}, so we are checking it before the server is created. You were charged once.`;
  switch (order.status) {
    case "provisioned":
      return running(facts);
    case "error":
      return `${arrived} ${FAULT} We are looking at it; ${WHERE} as soon as it runs. You were charged once.`;
    case "canceled":
      return `${arrived} The subscription has ended, so no server is created any more.`;
    default:
      return order.failing_since === null
        ? `${arrived} We are creating your server now; ${WHERE} in a moment.`
        : `${arrived} ${FAULT} We are creating it now; ${WHERE}. You were charged once.`;
  }
}

function running({ order }: TraceFacts): string {
  const name = `Your server “${order.server_name}”`;
  const at = order.address ? ` Its address is ${order.address}.` : "";
  switch (order.service_state) {
    case "past_due":
      return `${name} is running.${at} Your last renewal could not be charged; update your payment method to keep it.`;
    case "canceling":
      return `${name} is running${until(order.current_period_end)}; after that the subscription ends.${at}`;
    case "suspended":
      return `${name} is stopped${whyStopped(order)}`;
    case "terminated":
      return `${name} was removed, because its subscription ended.`;
    default:
      return `${name} is running.${at}`;
  }
}

/** What the customer can know of why; what staff or a bank hold against it is for staff to tell. */
function whyStopped({ subscription_status: status, past_due_since: since }: TraceFacts["order"]): string {
  if (status === "canceled" || status === "incomplete_expired") return ", because its subscription ended.";
  if (status === "paused") return ", because its subscription is paused. It starts again when the subscription does.";
  const isOwing = since !== null || status === null;
  return isOwing
    ? ", because its subscription is not paid. It starts again when the payment arrives."
    : ". We are looking at it and tell you when it starts again.";
}

function beforePayment({ order, session, planName }: TraceFacts): string {
  if (order.payment_state === "processing")
    return `Your order of ${planName} is complete, and your bank is still working on the payment of ${price(order)}. This can take a few days. We create the server as soon as it arrives.`;
  switch (order.status) {
    case "expired":
      return `The payment link of your order of ${planName} expired before a payment arrived. Nothing was charged. You can order again at any time.`;
    case "canceled":
      return `The payment of your order of ${planName} did not go through. Nothing was charged. You can order again at any time.`;
    case "error":
      return `Your order of ${planName} could not be opened because of a fault on our side. Nothing was charged. We are looking at it.`;
    default:
      return `Your order of ${planName} for ${price(order)} waits for its payment${until(session?.expires_at ?? null)}. Nothing was charged yet.`;
  }
}

const price = ({ amount, currency }: TraceFacts["order"]): string => money(amount, currency);

/** What Stripe says was paid, before taxes; the plan's price where it was not told. */
function paid({ order, session }: TraceFacts): string {
  return money(session?.amount_subtotal ?? order.amount, session?.currency ?? order.currency);
}

function paidSentence(facts: TraceFacts): string {
  const at = facts.order.paid_at ?? facts.session?.updated_at ?? facts.order.created_at;
  return `Your payment of ${paid(facts)} on ${day(at)} arrived.`;
}

const until = (at: number | null): string => (at === null ? "" : ` until ${day(at)}`);

/** `24 November`, by UTC: the customer's own zone is not known. */
const day = (at: number): string =>
  new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
