import { existsSync, rmSync, writeFileSync } from "node:fs";
import { filesOf } from "./file-names.ts";

/**
 * Notes that a database in use is damaged, beside it: in it nothing may be writable any more. The next start looks at all of
 * it, however large it is, and sets it aside.
 */
export function noteDamage(database: string, says: string): void {
  writeFileSync(filesOf(database).damaged, `${says}\n`, { mode: 0o600, flush: true });
}

export const isDamageNoted = (database: string): boolean => existsSync(filesOf(database).damaged);

export const forgetDamage = (database: string): void => rmSync(filesOf(database).damaged, { force: true });
