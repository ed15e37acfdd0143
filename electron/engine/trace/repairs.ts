import type { Repair } from "../../../shared/contract/trace.ts";
import { readBuild } from "../orders/server-build.ts";
import { newestStep, paidAtStripe, type TraceFacts } from "./trace-facts.ts";
import { megabytes, money, shortId } from "./words.ts";

const HARMLESS = "Charges nothing, sends no e-mail, can be run twice.";

/** Puts a paid order back to work. Names the server that is there already, so that nobody fears a second one. */
export function retryProvisioning(facts: TraceFacts): Repair {
  const { order } = facts;
  const known = order.ptero_server_id ?? facts.servers.find((server) => server.externalId === order.id)?.id;
  const lookUp = `Look for external id ${shortId(order.id)} on the panel`;
  const plan = known
    ? [lookUp, `Take server ${known} if it is this order's`, "Wait for its install", "Record identifier and address"]
    : [`${lookUp}; take that server if there is one`, ...creation(facts), "Record identifier and address"];
  return { act: "retry_provisioning", title: "Provision the server that was paid for", plan, not: HARMLESS };
}

/** Reads the Session again and does what the event would have done. */
export function askStripe(facts: TraceFacts): Repair {
  const { order, session } = facts;
  const price = money(order.amount, order.currency);
  const plan = [
    `Read ${session ? shortId(session.stripe_session_id) : "the Session"} at Stripe`,
    `If it is paid, check ${price} against ${facts.planName}, ${order.term}`,
    `Order from ${order.status} to paid`,
    `Look for external id ${shortId(order.id)} on the panel, then create in ${order.region}`,
  ];
  const title = paidAtStripe(session) ? "Apply the payment that Stripe confirms" : "Ask Stripe how the Session stands";
  return { act: "ask_stripe", title, plan, not: HARMLESS };
}

/** Lets a payment pass whose amount is not the plan's. */
export function approveAmount(facts: TraceFacts, paid: string): Repair {
  const { order } = facts;
  const plan = [
    `Accept ${paid} for ${facts.planName}, ${order.term}`,
    `Order from ${order.status} to paid`,
    `Look for external id ${shortId(order.id)} on the panel, then create in ${order.region}`,
  ];
  const not = "Charges nothing more and refunds nothing. The reason is kept in the audit.";
  return { act: "approve_amount", title: "Accept the amount that was paid", plan, not };
}

function creation(facts: TraceFacts): string[] {
  const { order } = facts;
  const build = readBuild(order.build);
  const size = `${megabytes(build.memoryMb)} of memory and ${megabytes(build.diskMb)} of disk`;
  return [
    `Find or make the panel user of ${order.customer_email ?? order.user_id}`,
    `Choose a node of ${order.region} with ${size} free`,
    `Create ${order.server_name} as ${facts.planName}${attemptAfter(facts)}`,
  ];
}

function attemptAfter(facts: TraceFacts): string {
  const newest = newestStep(facts);
  return newest ? `, attempt ${newest.attempt + 1}` : "";
}
