import { reply, type Call, type Route } from "../http/route.ts";
import type { ObjectType, ObjectTypes } from "../shapes/object-types.ts";
import type { ListFilter } from "../store/object-store.ts";
import type { Fields } from "../wire/fields.ts";
import { LIST_FIELDS, listOf, pageRequest } from "../wire/lists.ts";
import { noSuch } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";

/** The object that the request's path names, or Stripe's 404. */
export function named<T extends ObjectType>({ work, id }: Call, type: T): ObjectTypes[T] {
  const found = work.objects.find(type, id);
  if (!found) throw noSuch(wordFor(type), id);
  return found;
}

/** The object that a field names, or Stripe's 400 naming the field. */
export function referred<T extends ObjectType>(work: Work, type: T, id: string, param: string): ObjectTypes[T] {
  const found = work.objects.find(type, id);
  if (!found || isDeleted(found)) throw noSuch(wordFor(type), id, param);
  return found;
}

/** Whether an object is remembered only because others name it. */
export const isDeleted = (value: object): boolean => (value as { readonly deleted?: unknown }).deleted === true;

export const retrieve = (type: ObjectType, path: string): Route => ({
  method: "GET",
  path: `${path}/:id`,
  run: (call) => {
    call.fields.allow("expand");
    return reply(named(call, type));
  },
});

/** A list with the filters that `filterBy` reads from `names`. */
export const list = (
  type: ObjectType,
  path: string,
  names: readonly string[],
  filterBy: (fields: Fields) => ListFilter,
): Route => ({
  method: "GET",
  path,
  run: ({ work, fields }) => {
    fields.allow(...LIST_FIELDS, ...names);
    const page = pageRequest(fields, wordFor(type), (id) => work.objects.find(type, id) !== undefined);
    return reply(listOf(path, work.objects.list(type, page, filterBy(fields))));
  },
});

// Stripe's messages mostly use the object's own name.
const words: Partial<Record<ObjectType, string>> = {
  payment_method: "PaymentMethod",
  "radar.early_fraud_warning": "early fraud warning",
  "test_helpers.test_clock": "test clock",
  webhook_endpoint: "webhook endpoint",
};
const wordFor = (type: ObjectType): string => words[type] ?? type;
