import type { Access } from "../store/api-keys.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import type { Caller } from "./authenticate.ts";
import type { Route } from "./route.ts";

// Where a path begins so, a restricted key needs the permission of that name.
const RESOURCES = [
  ["/v1/account", "account"],
  ["/v1/charges", "charge"],
  ["/v1/checkout/sessions", "checkout_session"],
  ["/v1/customers", "customer"],
  ["/v1/disputes", "dispute"],
  ["/v1/events", "event"],
  ["/v1/invoice", "invoice"],
  ["/v1/payment_intents", "payment_intent"],
  ["/v1/payment_methods", "payment_method"],
  ["/v1/payment_pages", "checkout_session"],
  ["/v1/prices", "plan"],
  ["/v1/products", "product"],
  ["/v1/radar", "early_fraud_warning"],
  ["/v1/refunds", "refund"],
  ["/v1/stripecli", "stripecli_session"],
  ["/v1/subscription", "subscription"],
  ["/v1/test_helpers", "test_clock"],
  ["/v1/webhook_endpoints", "webhook"],
] as const;

/** The names of what a restricted key may be allowed to read or write. */
export const RESOURCE_NAMES: readonly string[] = [...new Set(RESOURCES.map(([, name]) => name))].sort();

/** Refuses, naming the permission, what the caller's key is not allowed to do. What writes may also read. */
export function refuseForbidden(caller: Caller, route: Route, account: string): void {
  const permissions = caller.key?.permissions;
  if (!permissions) return;
  const resource = RESOURCES.find(([path]) => route.path.startsWith(path))?.[1];
  if (resource === undefined) return;
  const needs: Access = route.method === "GET" ? "read" : "write";
  const has = permissions[resource];
  if (has === "write" || has === needs) return;
  const message = `The provided key '${caller.hint}' does not have the required permissions for this endpoint on account '${account}'. Having the 'rak_${resource}_${needs}' permission would allow this request to continue.`;
  throw new StripeRefusal(403, { message });
}
