import type { CatalogFile } from "../../../../shared/contract/catalog-file.ts";
import type { Afterwards, JourneyChange } from "../scenario.ts";
import type { AskStripe } from "./ask-stripe.ts";
import { buyAtShop, type Bought } from "./buy-at-shop.ts";
import { doAfterwards } from "./do-afterwards.ts";
import { madeUpCustomer, type MadeUpCustomer } from "./made-up-customer.ts";
import { openSuccessPage, paySession, sessionOnceMore } from "./pay-session.ts";

export interface CustomerPorts {
  readonly ask: AskStripe;
  readonly catalog: CatalogFile;
  readonly jwtSecret: string;
  /** Resolves when the order's server has run, or when nobody believes in it any more. */
  readonly serverRuns: (order: string) => Promise<boolean>;
}

/** Who comes, where they buy, and what they do otherwise than usual. */
export interface Visit {
  readonly seed: number;
  readonly number: number;
  readonly shopUrl: string;
  readonly journey: JourneyChange;
}

/** What a customer did, in words, and by which ids it can be followed. */
export interface CustomerDid {
  readonly number: number;
  readonly email: string;
  readonly plan_id: string;
  readonly shop: string;
  readonly order: string | null;
  readonly sessions: readonly string[];
  readonly did: readonly string[];
}

/** Several changes to a journey as one: what comes later wins, and afterwards they do all of it. */
export const joined = (changes: readonly JourneyChange[]): JourneyChange => ({
  ...(Object.assign({}, ...changes) as JourneyChange),
  afterwards: changes.flatMap(({ afterwards = [] }) => afterwards),
});

/**
 * Lets customers come to shops, one after the other so that the same seed makes the same requests, and do what their
 * journeys say. What they do later they do once all of them have bought. `tell` hears of each when they have bought, and
 * once more when they have done the rest.
 */
export async function simulateCustomers(
  ports: CustomerPorts,
  visits: readonly Visit[],
  tell: (did: CustomerDid) => void = () => undefined,
): Promise<CustomerDid[]> {
  const bought: Purchase[] = [];
  for (const visit of visits) {
    const purchase = await buy(ports, visit);
    bought.push(purchase);
    tell(didOf(purchase, purchase.did));
  }
  const done: CustomerDid[] = [];
  for (const purchase of bought) {
    const did = didOf(purchase, await goOn(ports, purchase));
    done.push(did);
    tell(did);
  }
  return done;
}

interface Purchase {
  readonly visit: Visit;
  readonly customer: MadeUpCustomer;
  readonly bought: Bought | null;
  readonly sessions: readonly string[];
  readonly did: readonly string[];
}

async function buy({ ask, catalog, jwtSecret }: CustomerPorts, visit: Visit): Promise<Purchase> {
  const { seed, number, shopUrl, journey } = visit;
  const customer = madeUpCustomer(seed, number, catalog);
  const asked = await buyAtShop(shopUrl, jwtSecret, customer);
  if (!asked.ok) return { visit, customer, bought: null, sessions: [], did: [`was refused: ${asked.says}`] };
  const { bought } = asked;
  const sessions = [bought.session];
  const did = ["checked out"];
  const card = journey.card ?? "visa";
  if (journey.pays === "never") did.push("left the payment page");
  else did.push(await paySession(ask, bought.session, card));
  if (journey.pays === "twice") {
    sessions.push(await sessionOnceMore(ask, bought.session));
    did.push(`${await paySession(ask, sessions[1]!, card)} once more`);
  }
  if (journey.opensSuccessPage) did.push(await openSuccessPage(ask, bought.session));
  return { visit, customer, bought, sessions, did };
}

/** What they do after they have bought, behind what they did before. */
async function goOn({ ask, catalog, serverRuns }: CustomerPorts, purchase: Purchase): Promise<string[]> {
  const { visit, bought } = purchase;
  const afterwards: readonly Afterwards[] = visit.journey.afterwards ?? [];
  const did = [...purchase.did];
  if (bought && afterwards.length > 0) did.push((await serverRuns(bought.order)) ? "has a server" : "waited in vain");
  if (bought) for (const what of afterwards) did.push(await doAfterwards(ask, bought.session, what, catalog));
  return did;
}

const didOf = ({ visit, customer, bought, sessions }: Purchase, did: readonly string[]): CustomerDid => ({
  number: visit.number,
  email: customer.email,
  plan_id: customer.plan_id,
  shop: visit.shopUrl,
  order: bought?.order ?? null,
  sessions,
  did,
});
