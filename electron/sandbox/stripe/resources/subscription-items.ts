import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { LIST_FIELDS, listOf, pageOf, pageRequest } from "../wire/lists.ts";
import { referred } from "./read-routes.ts";

const PATH = "/v1/subscription_items";

/** The items of a subscription by themselves; they are changed through it. */
export const subscriptionItemRoutes: readonly Route[] = [{ method: "GET", path: PATH, run: listItems }];

function listItems({ work, fields }: Call): Reply {
  fields.allow(...LIST_FIELDS, "subscription");
  const id = fields.required("subscription");
  const items = referred(work, "subscription", id, "subscription").items.data;
  const page = pageRequest(fields, "subscription item", (item) => items.some((one) => one.id === item));
  return reply(listOf(PATH, pageOf(items, page)));
}
