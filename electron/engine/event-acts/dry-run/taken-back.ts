import type { Db } from "../../store/open-store.ts";

const TAKE_BACK = new Error("taken back");

/**
 * Does `work` in a transaction and takes back all that it wrote. It may use what it is given as it would the database itself,
 * transactions too; it must await nothing but its own queries, as in any transaction.
 */
export async function takenBack<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  let came: { readonly value: T } | undefined;
  try {
    await db.transaction().execute(async (tx) => {
      came = { value: await work(within(tx)) };
      throw TAKE_BACK;
    });
  } catch (cause) {
    if (cause !== TAKE_BACK || !came) throw cause;
  }
  return came!.value;
}

/** A transaction that looks like the database: what begins one on it goes on in the same. */
function within(tx: Db): Db {
  const inside: Db = new Proxy(tx, {
    get(target, name) {
      if (name === "transaction") return () => ({ execute: <T>(work: (tx: Db) => Promise<T>) => work(inside) });
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return inside;
}
