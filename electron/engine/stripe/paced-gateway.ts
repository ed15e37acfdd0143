import type { Pace, Urgency } from "./pace.ts";
import type { StripeAnswer, StripeGateway } from "./stripe-gateway.ts";

type Ask = (...args: readonly unknown[]) => StripeAnswer<unknown>;

/** The same gateway, below Stripe's limits: lists wait for reads, and both for a pace; a customer's request never waits. */
export function pacedGateway(gateway: StripeGateway, pace: Pace): StripeGateway {
  const paced = Object.entries(gateway)
    .filter(([name]) => name !== "health")
    .map(([name, ask]) => [name, pacedCall(ask as Ask, urgencyOf(name), pace)]);
  return { ...gateway, ...(Object.fromEntries(paced) as Omit<StripeGateway, "health">) };
}

const pacedCall =
  (ask: Ask, urgency: Urgency, pace: Pace): Ask =>
  async (...args) => {
    await pace.take(urgency);
    const answer = await ask(...args);
    if (!answer.ok && answer.error.retryAfterMs !== null) pace.holdFor(answer.error.retryAfterMs);
    return answer;
  };

function urgencyOf(name: string): Urgency {
  if (/^(?:pageOf|listEvents|listSessions)/.test(name)) return "whenever";
  return /^(?:get|find|list)/.test(name) ? "soon" : "now";
}
