import type { Mistake } from "../older-shop/mistakes.ts";
import type { JourneyChange, Scenario } from "../scenario.ts";

const shop = (name: string, title: string, does: string, ...makes: readonly Mistake[]): Scenario => ({
  name,
  title,
  does,
  side: "shop",
  rules: [{ on: "older_shop", makes }],
});

const withCustomers = (scenario: Scenario, journey: JourneyChange): Scenario => ({
  ...scenario,
  rules: [...scenario.rules, { on: "customer", does: journey }],
});

/** Mistakes in a storefront's own code, shown by an older shop that stands beside and really makes them. */
export const olderShopScenarios: readonly Scenario[] = [
  shop(
    "older-checkout",
    "A second, older checkout",
    "An older checkout function still takes money and writes no order: a paid session that no order knows, and no server.",
    "writes_no_order",
  ),
  shop(
    "shop-parses-first",
    "Older shop: body parsed before the check",
    "Its webhook route checks the signature over the parsed and rewritten body: it answers every event with 400.",
    "parses_body_first",
  ),
  shop(
    "shop-doubles-path",
    "Older shop: webhook router mounted twice",
    "Its router stands under its own path again: the address that Stripe was given answers 404.",
    "doubles_webhook_path",
  ),
  shop(
    "shop-throws-early",
    "Older shop: provisioning throws at once",
    "Its provisioning throws before its first call: paid, 200 to Stripe, and the panel is never asked.",
    "throws_before_first_call",
  ),
  shop(
    "shop-forgets-include",
    "Older shop: allocations read without include",
    "It reads a node without include=allocations, sees none, and gives up with: no allocation.",
    "forgets_include",
  ),
  shop(
    "shop-sends-node-as-location",
    "Older shop: a node's number as a location",
    "It sends a deploy with a node's number as a location, which overrides the allocation that it chose: no viable node, or another region.",
    "sends_node_as_location",
  ),
  shop(
    "shop-omits-external-id",
    "Older shop: servers without external id",
    "It makes servers that carry no order's id, and one more for every event that comes again.",
    "omits_external_id",
  ),
  shop(
    "shop-retries-only-paid",
    "Older shop: retry only from paid",
    "A failure sets error, a retry wants paid, the list leaves errors out: the customer's order can't be mended and is gone from view.",
    "throws_before_first_call",
    "retries_only_paid",
  ),
  shop(
    "shop-overwrites-status",
    "Older shop: renewals overwrite the status",
    "An updated subscription turns a provisioned order into a paid one, a failed renewal sets error.",
    "overwrites_status",
  ),
  shop(
    "shop-ignores-term",
    "Older shop: the term never reaches the price",
    "Whatever term was chosen, its session asks for the monthly price: the metadata says yearly, the amount does not.",
    "ignores_term",
  ),
  shop(
    "shop-reads-missing-column",
    "Older shop: the panel user's id from a column that is not there",
    "It creates servers for nobody: the panel refuses with 422, the user field is required.",
    "reads_missing_column",
  ),
  withCustomers(
    shop(
      "shop-trusts-success-page",
      "Older shop: the success page proves nothing",
      "Its success page says paid to whoever opens it; customers open it without paying.",
      "trusts_success_page",
    ),
    { pays: "never", opensSuccessPage: true },
  ),
  shop(
    "shop-reads-wrong-column",
    "Older shop: the dashboard reads another column",
    "The server is there and running, and the customer's dashboard shows none: it reads pterodactyl_server_id.",
    "reads_wrong_column",
  ),
];
