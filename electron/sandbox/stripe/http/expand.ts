import type { ObjectType } from "../shapes/object-types.ts";
import { listOf } from "../wire/lists.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";

type Json = Record<string, unknown>;

const DEEPEST = 4;

/**
 * Replaces ids by their objects along the paths of `expand[]` (`latest_invoice`, `data.customer`). Refuses, as Stripe
 * does, a path that begins with what can't be expanded or is deeper than four; what is further along and not there is
 * left alone.
 */
export function expand(work: Work, body: object, paths: readonly string[]): object {
  const copy = structuredClone(body) as Json;
  for (const path of paths) expandPath(work, copy, path);
  return copy;
}

function expandPath(work: Work, body: Json, path: string): void {
  const segments = path.split(".");
  if (segments.length > DEEPEST) {
    const message = `You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`;
    throw new StripeRefusal(400, { code: "property_expansion_max_depth", message });
  }
  const first = body["object"] === "list" && segments[0] === "data" ? segments.slice(1) : segments;
  const roots = first === segments ? [body] : (body["data"] as Json[]);
  for (const root of roots) {
    if (!canExpand(work, root, first[0] ?? ""))
      throw new StripeRefusal(400, { message: `This property cannot be expanded (${path}).` });
    walk(work, root, first);
  }
}

function canExpand(work: Work, object: Json, name: string): boolean {
  const value = object[name];
  if (typeof value === "string") return looksLikeId(value) || work.objects.findAny(value) !== undefined;
  return kept(object, name) !== undefined || (typeof value === "object" && name !== "metadata");
}

function walk(work: Work, object: Json, [name, ...rest]: readonly string[]): void {
  if (name === undefined) return;
  const below = (object[name] = fetched(work, object, name));
  for (const next of Array.isArray(below) ? below : [below])
    if (typeof next === "object" && next !== null) walk(work, next as Json, rest);
}

function fetched(work: Work, object: Json, name: string): unknown {
  const value = object[name];
  if (value === undefined) return kept(object, name)?.(work, String(object["id"]));
  return typeof value === "string" ? (work.objects.findAny(value) ?? value) : value;
}

// One whose object this Stripe does not keep (a balance transaction) can be asked for, and stays an id.
const looksLikeId = (value: string): boolean => /^[a-z]+_\w*\d\w*$/.test(value);

type Fetch = (work: Work, id: string) => object | null;

const MOST = { limit: 10 };

/** Lists that an object has but shows only when asked. */
const LISTS: Partial<Record<ObjectType, Record<string, Fetch>>> = {
  "checkout.session": {
    line_items: (work, id) => {
      const data = work.objects.hidden("checkout.session", id).lineItems;
      return listOf(`/v1/checkout/sessions/${id}/line_items`, { data, hasMore: false });
    },
  },
  charge: {
    refunds: (work, charge) =>
      listOf(`/v1/charges/${charge}/refunds`, work.objects.list("refund", MOST, { where: { charge } })),
  },
  customer: {
    subscriptions: (work, customer) => {
      const filter = { where: { customer }, not: { status: "canceled" } };
      return listOf(`/v1/customers/${customer}/subscriptions`, work.objects.list("subscription", MOST, filter));
    },
  },
  invoice: {
    confirmation_secret: (work, invoice) => {
      const [payment] = work.objects.list("invoice_payment", { limit: 1 }, { where: { invoice } }).data;
      const intent = payment?.payment.payment_intent;
      if (intent === undefined) return null;
      const { client_secret } = work.objects.get("payment_intent", intent);
      return { client_secret, type: "payment_intent" };
    },
    payments: (work, invoice) =>
      listOf(`/v1/invoice_payments`, work.objects.list("invoice_payment", MOST, { where: { invoice } })),
  },
};

const kept = (object: Json, name: string): Fetch | undefined => LISTS[object["object"] as ObjectType]?.[name];
