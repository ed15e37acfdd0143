const places = [
  [/^cs_/, "checkout/sessions"],
  [/^(?:pi|ch|py)_/, "payments"],
  [/^sub_/, "subscriptions"],
  [/^cus_/, "customers"],
  [/^in_/, "invoices"],
  [/^evt_/, "events"],
  [/^we_/, "webhooks"],
  [/^prod_/, "products"],
  [/^price_/, "prices"],
  [/^re_/, "refunds"],
] as const;

/** Every folder under which an object has a page. */
export const OBJECT_FOLDERS = [...places.map(([, folder]) => folder), "objects"];

/** Where an object's page is, under the same folders as in Stripe's dashboard where that has one. */
export function objectPath(id: string): string {
  const folder = places.find(([shape]) => shape.test(id))?.[1] ?? "objects";
  return `/test/${folder}/${encodeURIComponent(id)}`;
}

/** Where a request is shown, as Stripe's errors say it. */
export const logUrl = (origin: string, requestId: string): string => `${origin}/test/logs/${requestId}`;
