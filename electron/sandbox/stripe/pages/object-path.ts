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
  [/^du_/, "disputes"],
  [/^clock_/, "test-clocks"],
] as const;

/** Every folder under which an object has a page. */
export const OBJECT_FOLDERS = [...places.map(([, folder]) => folder), "objects"];

/** Where an object's page is, under the same folders as in Stripe's dashboard where that has one. */
export function objectPath(id: string): string {
  if (id.startsWith("req_")) return logPath(id);
  const folder = places.find(([shape]) => shape.test(id))?.[1] ?? "objects";
  return `/test/${folder}/${encodeURIComponent(id)}`;
}

const logPath = (requestId: string): string => `/test/logs/${encodeURIComponent(requestId)}`;

/** Where a request is shown, as Stripe's errors say it. */
export const logUrl = (origin: string, requestId: string): string => origin + logPath(requestId);
