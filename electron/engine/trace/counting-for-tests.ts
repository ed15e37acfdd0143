import type { Db } from "../store/open-store.ts";

/** A database that counts the queries that pass through it. */
export function countingQueries(db: Db): { readonly db: Db; readonly queries: () => number } {
  let queries = 0;
  const counting = db.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  return { db: counting, queries: () => queries };
}
