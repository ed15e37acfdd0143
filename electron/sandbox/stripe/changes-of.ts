/** What an update changed, as an event's `previous_attributes`: the old values. Undefined where it changed nothing. */
export function changesOf<T extends object>(before: T, after: T): Partial<T> | undefined {
  const keys = Object.keys(after) as (keyof T)[];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((key) => [key, before[key]])) as Partial<T>;
}
