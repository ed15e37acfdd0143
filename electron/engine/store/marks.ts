import type { z } from "zod";
import type { Db } from "./open-store.ts";

/** Reads where a recurring work stands; undefined where it never stood, or wrote what this program no longer reads. */
export async function readMark<T>(db: Db, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const row = await db.selectFrom("marks").select("value").where("name", "=", name).executeTakeFirst();
  const parsed = row && schema.safeParse(JSON.parse(row.value));
  return parsed?.success ? parsed.data : undefined;
}

/** Writes where a recurring work stands. */
export async function writeMark(db: Db, name: string, value: unknown, at: number): Promise<void> {
  const row = { value: JSON.stringify(value), updated_at: at };
  await db
    .insertInto("marks")
    .values({ name, ...row })
    .onConflict((c) => c.column("name").doUpdateSet(row))
    .execute();
}
