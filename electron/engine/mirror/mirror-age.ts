import type { MirrorAge } from "../../../shared/contract/servers.ts";
import type { Deps } from "../deps.ts";
import type { Db } from "../store/open-store.ts";

/** When the panel last answered a reading, and why the newest try failed where it did. Epoch ms. */
export interface Reading {
  readonly readAt: number | null;
  readonly failedAt: number | null;
  readonly failure: string | null;
}

/** `mirror.panel` is a whole reading (nodes and servers), `mirror.nodes` the nodes alone, which every whole reading renews. */
export type MirrorMark = "mirror.panel" | "mirror.nodes";

export async function readMark(db: Db, name: MirrorMark): Promise<Reading> {
  const mark = await db.selectFrom("marks").select("value").where("name", "=", name).executeTakeFirst();
  return mark ? (JSON.parse(mark.value) as Reading) : { readAt: null, failedAt: null, failure: null };
}

/** Notes a good reading, or a failed one beside the last good one. */
export async function writeMark(tx: Db, name: MirrorMark, reading: Reading, now: number): Promise<void> {
  const row = { value: JSON.stringify(reading), updated_at: now };
  await tx
    .insertInto("marks")
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** How old the mirror is, in the contract's shape. */
export async function mirrorAge(deps: Pick<Deps, "db" | "options">): Promise<MirrorAge> {
  return { panelUrl: deps.options.panel.url, ...(await readMark(deps.db, "mirror.panel")) };
}
