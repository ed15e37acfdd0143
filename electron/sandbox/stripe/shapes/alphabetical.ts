/** The same object with its fields in Stripe's order: `id`, `object`, then by name. People compare the two side by side. */
export function alphabetical<T extends { readonly id: string; readonly object: string }>(value: T): T {
  const { id, object, ...rest } = value;
  const entries = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return { id, object, ...Object.fromEntries(entries) } as T;
}
