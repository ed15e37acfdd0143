/** The next number of [0, 1). */
export type Random = () => number;

/**
 * A source of numbers that its path alone decides: the same seed and names give the same numbers on every machine and in
 * every process. Paths that differ anywhere give unrelated ones, so what one thing draws never shifts what another does.
 */
export function randomOf(...path: readonly (string | number)[]): Random {
  let [a, b, c] = hashed(path.join("\u{0}"));
  let count = 1;
  const next = (): number => {
    const sum = (a + b + count++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 8; round += 1) next(); // the first few still show how alike two paths are
  return next;
}

/** Three 32-bit words of a text in which every character counts. */
function hashed(text: string): [number, number, number] {
  let [a, b, c] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x85ebca6b);
    b = Math.imul(b ^ code, 0xc2b2ae35) ^ (a >>> 15);
    c = Math.imul(c ^ code, 0x27d4eb2f) ^ (b >>> 13);
  }
  return [mixed(a ^ c), mixed(b ^ a), mixed(c ^ b)];
}

const mixed = (word: number): number => {
  const once = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return twice ^ (twice >>> 16);
};

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** One of these; the list is not empty. */
export const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** The same things in an order drawn by lot. */
export function shuffledBy<T>(random: Random, list: readonly T[]): T[] {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
}
