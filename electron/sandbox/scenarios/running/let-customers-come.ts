import type { CatalogFile } from "../../../../shared/contract/catalog-file.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { findScenario } from "../catalogue/all-scenarios.ts";
import { askStripeAt } from "../customers/ask-stripe.ts";
import { type CustomerDid, joined, simulateCustomers, type Visit } from "../customers/simulate-customers.ts";
import type { VisitLog } from "../customers/visit-log.ts";
import { type LabRefused, unknownScenario } from "../lab-refused.ts";
import type { RuleOf } from "../scenario.ts";
import type { LabFile } from "./lab-file.ts";
import type { RunningRules } from "./running-rules.ts";

export interface CustomersAsked {
  readonly count: number;
  /** A scenario of the side `customers` that these follow, beside those that run. */
  readonly scenario?: string | undefined;
  /** Where they buy, an origin; where webhooks go, if it is not said. */
  readonly shop?: string | undefined;
}

interface CustomersPorts {
  readonly rules: RunningRules;
  readonly file: LabFile;
  readonly catalog: CatalogFile;
  readonly jwtSecret: string;
  readonly stripeUrl: string;
  readonly stripeKey: string;
  readonly shopUrl: string | null;
  readonly olderShopUrl: string | null;
  readonly serverRuns: (order: string) => Promise<boolean>;
  readonly visits: VisitLog;
}

/** Customers on their way: who can't be refused any more. */
export interface OnTheirWay {
  /** Resolves once they have done all that they do. */
  readonly done: Promise<readonly CustomerDid[]>;
}

/** Sends so many customers, who come one after the other. */
export function letCustomersCome(asked: CustomersAsked, ports: CustomersPorts): Result<OnTheirWay, LabRefused> {
  const shop = asked.shop ?? ports.shopUrl ?? ports.olderShopUrl;
  if (shop === null) return err(NO_SHOP);
  const followed = asked.scenario === undefined ? [] : (findScenario(asked.scenario)?.rules ?? null);
  if (!followed) return err(unknownScenario([asked.scenario!]));
  const own = followed.filter((rule) => rule.on === "customer");
  const visits = Array.from({ length: asked.count }, () => nextVisit(ports, shop, own));
  const ask = askStripeAt(ports.stripeUrl, ports.stripeKey);
  const log = ports.visits;
  log.begin(visits.length);
  const done = simulateCustomers({ ...ports, ask }, visits, (did) => log.tell(did)).finally(() => log.end());
  return ok({ done });
}

function nextVisit(ports: CustomersPorts, shop: string, own: readonly RuleOf<"customer">[]): Visit {
  const { rules, file, olderShopUrl } = ports;
  const isAtOlder = rules.hitting("older_shop", () => true).length > 0 && olderShopUrl !== null;
  const running = rules.hitting("customer", () => true).map(({ rule }) => rule);
  const state = file.read();
  file.write({ ...state, customers: state.customers + 1 });
  return {
    seed: state.running?.seed ?? 1,
    number: state.customers + 1,
    shopUrl: isAtOlder ? olderShopUrl : shop,
    journey: joined([...running, ...own].map(({ does }) => does)),
  };
}

const NO_SHOP: LabRefused = {
  code: "NO_SHOP",
  says: "The sandbox knows no shop: nobody has pointed webhooks anywhere. Name the shop's origin in `shop`.",
};
