import type Sqlite from "better-sqlite3";

/** Told of every failed query and transaction. */
export type OnFault = (cause: unknown) => void;

/** Whether something was not written because there is no room for it. Nothing of it is on disk then. */
export const isDiskFull = (cause: unknown): boolean =>
  /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/.test(codeOf(cause));

/** Whether a database's bytes are wrong; a disk that is full or a folder that is closed does not say so. */
export const isDamage = (cause: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(cause));

function codeOf(cause: unknown): string {
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : "";
}

/** Tells of every transaction of better-sqlite3's that fails. Call it before any is made. */
export function tellFaultsOf(raw: Sqlite.Database, tell: OnFault): void {
  const transaction = raw.transaction.bind(raw);
  raw.transaction = ((work: Work) => {
    const made = transaction(work);
    const told =
      (variant: "default" | "deferred" | "immediate" | "exclusive"): Work =>
      (...args) => {
        try {
          return made[variant](...args);
        } catch (cause) {
          tell(cause);
          throw cause;
        }
      };
    const rest = { deferred: told("deferred"), immediate: told("immediate"), exclusive: told("exclusive") };
    return Object.assign(told("default"), { ...rest, default: told("default") });
  }) as typeof raw.transaction;
}

type Work = (...args: unknown[]) => unknown;
