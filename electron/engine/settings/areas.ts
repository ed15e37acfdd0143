import type { z } from "zod";
import type { Db } from "../store/open-store.ts";

/**
 * Reads one area of settings: what is stored, field by field, over the schema's defaults. A stored value that this program
 * does not take (an older or newer one wrote it) counts as not set; the others stay.
 */
export async function readArea<T extends z.ZodObject>(db: Db, area: string, schema: T): Promise<z.infer<T>> {
  const row = await db.selectFrom("settings").select("value").where("key", "=", area).executeTakeFirst();
  const stored = row ? (JSON.parse(row.value) as Record<string, unknown>) : {};
  const fitting = Object.entries(stored).filter(([name, value]) => {
    const field = schema.shape[name] as z.ZodType | undefined;
    return field !== undefined && field.safeParse(value).success;
  });
  return schema.parse(Object.fromEntries(fitting));
}

/** Writes a whole area. */
export async function writeArea(tx: Db, area: string, value: Readonly<Record<string, unknown>>, at: number) {
  const row = { value: JSON.stringify(value), updated_at: at };
  await tx
    .insertInto("settings")
    .values({ key: area, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}
