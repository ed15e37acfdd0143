/** The fields by which lists are filtered, each with an index over the stored JSON. */
export const LOOKUPS = [
  ["active", "$.active"],
  ["charge", "$.charge"],
  ["collection_method", "$.collection_method"],
  ["customer", "$.customer"],
  ["deleted", "$.deleted"],
  ["email", "$.email"],
  ["payer_email", "$.customer_details.email"],
  ["invoice", "$.invoice"],
  ["invoice_subscription", "$.parent.subscription_details.subscription"],
  ["lookup_key", "$.lookup_key"],
  ["payment_intent", "$.payment_intent"],
  ["paid_by_intent", "$.payment.payment_intent"],
  ["product", "$.product"],
  ["status", "$.status"],
  ["subscription", "$.subscription"],
  ["subscription_price", "$.items.data[0].price.id"],
  ["test_clock", "$.test_clock"],
  ["type", "$.type"],
] as const;

export type Lookup = (typeof LOOKUPS)[number][0];

// The expression must be letter for letter that of the index, or SQLite reads the whole table.
const expressions = new Map(LOOKUPS.map(([name, path]) => [name, `json_extract(json, '${path}')`]));

/** The SQL expression of a filter's field. */
export const lookupExpression = (name: Lookup): string => expressions.get(name)!;
