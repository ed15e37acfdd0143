import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { owes, type SubscriptionFacts, subscriptionFacts } from "./subscription-facts.ts";

/** Reads a Subscription from Stripe now, and the invoices that it owes where it owes any. */
export async function readSubscription(
  { stripe }: Pick<Deps, "stripe">,
  id: string,
): Promise<Result<SubscriptionFacts, StripeFault>> {
  const read = await stripe.getSubscription(id);
  if (!read.ok) return read;
  if (!owes(read.value)) return ok(subscriptionFacts(read.value, []));
  const open = await stripe.listInvoices(id, "open");
  // Without the list its period tells; only silence is worth waiting for.
  if (!open.ok && open.error.code === "STRIPE_UNREACHABLE") return open;
  return ok(subscriptionFacts(read.value, open.ok ? open.value : []));
}
