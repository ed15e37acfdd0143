/** What a key press comes to: a key's name, a second key after `g`, or nothing yet. */
export interface Pressed {
  readonly name: string | null;
  readonly pending: { readonly first: string; readonly at: number } | null;
}

/** How long the first key of a sequence waits for its second. */
const WAITS_MS = 1200;

/** `G` and then a letter is one name, `g o`; any other key is its own. `pending` is what the press before left. */
export function nextKey(key: string, at: number, pending: Pressed["pending"]): Pressed {
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (pending !== null && at - pending.at <= WAITS_MS) return { name: `${pending.first} ${name}`, pending: null };
  return name === "g" ? { name: null, pending: { first: name, at } } : { name, pending: null };
}
