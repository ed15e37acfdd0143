import type Stripe from "stripe";
import { shortId } from "../trace/words.ts";
import type { StripeGateway } from "./stripe-gateway.ts";

/** So long a console waits for the name at most; it shows where Stripe is until it is known. */
const PATIENCE_MS = 800;
/** After a refusal Stripe is not asked again for so long. */
const ASKED_AGAIN_MS = 10 * 60_000;

interface Asked {
  readonly at: number;
  readonly name: Promise<string>;
  known: string | null;
}
const asked = new WeakMap<Pick<StripeGateway, "getAccount">, Asked>();

/** Whose Stripe account it is, as `Quarry Hosting · acct_…7dT9ab`, asked once; empty while that is not known. */
export function accountName(stripe: Pick<StripeGateway, "getAccount">, now: number): Promise<string> {
  const before = asked.get(stripe);
  const isOver = before?.known === "" && now - before.at >= ASKED_AGAIN_MS;
  const asking = before && !isOver ? before : ask(stripe, now);
  return asking.known !== null ? Promise.resolve(asking.known) : Promise.race([asking.name, nothingAfter(PATIENCE_MS)]);
}

function ask(stripe: Pick<StripeGateway, "getAccount">, now: number): Asked {
  const name = stripe.getAccount().then((answer) => {
    asking.known = answer.ok ? nameOf(answer.value) : "";
    return asking.known;
  });
  const asking: Asked = { at: now, name, known: null };
  asked.set(stripe, asking);
  return asking;
}

function nameOf({ id, settings, business_profile }: Stripe.Account): string {
  const name = settings?.dashboard.display_name || business_profile?.name;
  return name ? `${name} · ${shortId(id)}` : shortId(id);
}

const nothingAfter = (ms: number): Promise<string> =>
  new Promise((resolve) => void setTimeout(() => resolve(""), ms).unref());
