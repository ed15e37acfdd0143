import type { Db } from "../store/open-store.ts";

/** How often an order that failed was probed, and when it failed or was probed last. Epoch ms. */
export interface Healing {
  readonly probes: number;
  readonly lastAt: number;
}

const WAITS_MS = [1, 2, 5, 10, 30].map((minutes) => minutes * 60_000);
const nameOf = (orderId: string) => `heal.${orderId}`;

/** When to probe next: the waits widen with every probe and stay at the last, which is half an hour. Pure. */
export const nextProbeAt = ({ probes, lastAt }: Healing, waitsMs: readonly number[] = WAITS_MS): number =>
  lastAt + (waitsMs[Math.min(probes, waitsMs.length - 1)] ?? 0);

export async function readHealing(db: Db, orderId: string): Promise<Healing | undefined> {
  const mark = await db.selectFrom("marks").select("value").where("name", "=", nameOf(orderId)).executeTakeFirst();
  return mark && (JSON.parse(mark.value) as Healing);
}

export async function writeHealing(db: Db, orderId: string, healing: Healing): Promise<void> {
  const row = { value: JSON.stringify(healing), updated_at: healing.lastAt };
  await db
    .insertInto("marks")
    .values({ name: nameOf(orderId), ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** After a person's retry, and when the server is there: the next failure is a new one. */
export async function forgetHealing(tx: Db, orderId: string): Promise<void> {
  await tx.deleteFrom("marks").where("name", "=", nameOf(orderId)).execute();
}
