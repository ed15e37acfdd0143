import { reply, type Route } from "../http/route.ts";
import type { ObjectType } from "../shapes/object-types.ts";
import { searchCondition } from "../store/search-conditions.ts";
import { parseSearch, type Clause } from "../wire/parse-search.ts";
import { refused } from "../wire/stripe-refusal.ts";

const search = (type: ObjectType, path: string, fields: string): Route => ({
  method: "GET",
  path: `${path}/search`,
  run: ({ work, fields: given }) => {
    given.allow("expand", "limit", "page", "query");
    const query = parseSearch(given.required("query"));
    for (const clause of query.clauses) refuseUnsearchable(clause, fields.split(" "));
    const page = given.text("page");
    const startingAfter = page === undefined ? undefined : Buffer.from(page, "base64url").toString();
    if (startingAfter !== undefined && !work.objects.findAny(startingAfter)) throw refused("page", "Invalid page.");
    const limit = given.integer("limit", { min: 1, max: 100 }) ?? 10;
    const { data, hasMore } = work.objects.search(type, { limit, startingAfter }, searchCondition(query));
    const last = data.at(-1)?.id;
    const next_page = hasMore && last !== undefined ? Buffer.from(last).toString("base64url") : null;
    return reply({ object: "search_result", data, has_more: hasMore, next_page, url: `${path}/search` });
  },
});

function refuseUnsearchable({ field, key }: Clause, fields: readonly string[]): void {
  if (field === "metadata" ? key !== null : key === null && fields.includes(field)) return;
  throw refused(
    "query",
    `Field \`${field}\` is an unsupported search field for resource. See http://stripe.com/docs/search#query-fields-for-charges for a list of supported fields.`,
  );
}

/** Searches by Stripe's query language, each over the fields that Stripe searches there. Metadata is searched everywhere. */
export const searchRoutes: readonly Route[] = [
  search(
    "charge",
    "/v1/charges",
    "amount billing_details.address.postal_code created currency customer disputed payment_method_details.card.last4 refunded status",
  ),
  search("customer", "/v1/customers", "created email name phone"),
  search("invoice", "/v1/invoices", "created currency customer number receipt_number subscription status total"),
  search("payment_intent", "/v1/payment_intents", "amount created currency customer status"),
  search("price", "/v1/prices", "active currency lookup_key product type"),
  search("product", "/v1/products", "active description name shippable url"),
  search("subscription", "/v1/subscriptions", "canceled_at created status"),
];
