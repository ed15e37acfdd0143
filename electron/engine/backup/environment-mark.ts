import Sqlite from "better-sqlite3";
import { z } from "zod";
import { Environment } from "../../../shared/kernel/environment.ts";
import { readMark, writeMark } from "../store/marks.ts";
import type { Db } from "../store/open-store.ts";

const NAME = "environment";

/** Writes into a database of which environment it is, so that its backup is not put into another one. */
export async function markEnvironment(db: Db, env: Environment, now: number): Promise<void> {
  if ((await readMark(db, NAME, Environment)) !== env) await writeMark(db, NAME, env, now);
}

/** Of which environment a database that nobody has open says that it is; null where it says nothing. */
export function environmentOf(file: string): string | null {
  const raw = new Sqlite(file);
  try {
    const value = raw.prepare<[string], string>("SELECT value FROM marks WHERE name = ?").pluck().get(NAME);
    return value === undefined ? null : z.string().parse(JSON.parse(value));
  } finally {
    raw.close();
  }
}
