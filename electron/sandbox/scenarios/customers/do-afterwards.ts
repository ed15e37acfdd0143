import type { CatalogFile } from "../../../../shared/contract/catalog-file.ts";
import type { Term } from "../../../../shared/contract/states.ts";
import type { Afterwards } from "../scenario.ts";
import type { AskStripe, Json } from "./ask-stripe.ts";

interface Subscribed extends Json {
  readonly id: string;
  readonly latest_invoice: string;
  readonly items: { readonly data: readonly { readonly id: string; readonly price: { readonly id: string } }[] };
}

/** Does to a paid session's subscription what a customer (or staff for them) does later; tells what came of it. */
export async function doAfterwards(
  ask: AskStripe,
  session: string,
  what: Afterwards,
  catalog: CatalogFile,
): Promise<string> {
  try {
    const { subscription } = await ask("GET", `/v1/checkout/sessions/${session}`);
    if (typeof subscription !== "string") return `has no subscription to ${what.replaceAll("_", " ")}`;
    return await ACTS[what](ask, (await ask("GET", `/v1/subscriptions/${subscription}`)) as Subscribed, catalog);
  } catch (cause) {
    return `could not ${what.replaceAll("_", " ")}: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

type Act = (ask: AskStripe, subscription: Subscribed, catalog: CatalogFile) => Promise<string>;

const ACTS: Readonly<Record<Afterwards, Act>> = {
  async refund(ask, { latest_invoice }) {
    const { data } = (await ask("GET", `/v1/invoice_payments?invoice=${latest_invoice}`)) as {
      readonly data?: readonly { readonly payment: { readonly payment_intent: string } }[];
    };
    const paid = data?.[0]?.payment.payment_intent;
    if (paid === undefined) return "paid nothing to refund";
    await ask("POST", "/v1/refunds", { payment_intent: paid });
    return "was refunded";
  },
  async cancel(ask, { id }) {
    await ask("POST", `/v1/subscriptions/${id}`, { cancel_at_period_end: "true" });
    return "cancelled to the end of the period";
  },
  async cancel_now(ask, { id }) {
    await ask("DELETE", `/v1/subscriptions/${id}`);
    return "cancelled at once";
  },
  async upgrade(ask, { id, items }, catalog) {
    const [item] = items.data;
    const larger = largerPrice(catalog, item!.price.id);
    if (larger === undefined) return "has the largest plan already";
    await ask("POST", `/v1/subscriptions/${id}`, {
      "items[0][id]": item!.id,
      "items[0][price]": larger.price,
      "metadata[plan_id]": larger.plan,
    });
    return `upgraded to ${larger.plan}`;
  },
};

/** The next larger plan of the same game and term, by memory. */
function largerPrice({ plans }: CatalogFile, price: string): { plan: string; price: string } | undefined {
  const own = plans.find(({ prices }) =>
    Object.values(prices).some(({ stripe_price_id }) => stripe_price_id === price),
  );
  if (!own) return undefined;
  const term = (Object.keys(own.prices) as Term[]).find((name) => own.prices[name]!.stripe_price_id === price)!;
  const [next] = plans
    .filter(({ active, prices, ram_mb }) => active && prices[term] && ram_mb > own.ram_mb)
    .sort((a, b) => Number(b.game === own.game) - Number(a.game === own.game) || a.ram_mb - b.ram_mb);
  return next && { plan: next.id, price: next.prices[term]!.stripe_price_id };
}
