/** Adds an order that is not picked and takes away one that is. The last one picked stands last. Pure. */
export const toggledPick = (picked: readonly string[], id: string): readonly string[] =>
  picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id];

/** Picks all from the one picked last to `id`, as the rows stand; `id` alone where none was picked, or it is gone. Pure. */
export function pickedTo(picked: readonly string[], rowIds: readonly string[], id: string): readonly string[] {
  const [from, to] = [rowIds.indexOf(picked.at(-1) ?? ""), rowIds.indexOf(id)];
  if (to < 0) return picked;
  const range = from < 0 ? [id] : rowIds.slice(Math.min(from, to), Math.max(from, to) + 1);
  const others = picked.filter((each) => !range.includes(each));
  return [...others, ...range.filter((each) => each !== id), id];
}
