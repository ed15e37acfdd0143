/**
 * The same things in another order, which depends on how many there are alone: whoever hears of a renewal hears of it in
 * no causal order, and a test of that hears the same every time.
 */
export function shuffled<T>(things: readonly T[]): T[] {
  const left = [...things];
  let seed = things.length;
  return things.map(() => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return left.splice((seed >>> 8) % left.length, 1)[0]!;
  });
}
