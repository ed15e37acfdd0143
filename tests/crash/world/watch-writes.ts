import type Sqlite from "better-sqlite3";

/** A moment around one durable write: just before its commit, or just after it. */
export interface DurableWrite {
  /** Counts the connection's commits from 1. */
  readonly n: number;
  readonly moment: "before" | "after";
  /** What the commit makes durable, such as `insert orders`, each once, in the order in which it was written first. */
  readonly wrote: readonly string[];
}

export type OnDurableWrite = (write: DurableWrite) => void;

/**
 * Tells of every commit on a connection that changes the file, whichever way it is made: a transaction of better-sqlite3, one
 * of the query builder, a single statement, `exec`. For tests that stop a process between two writes; a connection that is
 * not watched pays nothing. Watch it before anything is prepared on it.
 */
export function watchWrites(raw: Sqlite.Database, tell: OnDurableWrite): void {
  const watch = new WriteWatch(raw, tell);
  const prepare = raw.prepare.bind(raw);
  const transaction = raw.transaction.bind(raw);
  const exec = raw.exec.bind(raw);
  raw.prepare = ((sql: string) => watch.statement(prepare(sql))) as typeof raw.prepare;
  raw.transaction = ((work: Work) => watch.transaction(transaction(work), work)) as typeof raw.transaction;
  raw.exec = (sql) => watch.apart(SCHEMA, () => exec(sql));
}

/** What SQLite counts no changed rows of. */
const SCHEMA = "schema";

type Work = (...args: unknown[]) => unknown;

class WriteWatch {
  readonly #raw: Sqlite.Database;
  readonly #tell: OnDurableWrite;
  readonly #changes: Sqlite.Statement;
  readonly #begin: Sqlite.Statement;
  readonly #commit: Sqlite.Statement;
  readonly #rollback: Sqlite.Statement;
  #wrote = new Set<string>();
  #n = 0;

  constructor(raw: Sqlite.Database, tell: OnDurableWrite) {
    this.#raw = raw;
    this.#tell = tell;
    this.#changes = raw.prepare("SELECT total_changes()").pluck();
    this.#begin = raw.prepare("BEGIN IMMEDIATE");
    this.#commit = raw.prepare("COMMIT");
    this.#rollback = raw.prepare("ROLLBACK");
  }

  /** Writing statements note what they change; the query builder ends its transactions by statements, too. */
  statement(statement: Sqlite.Statement): Sqlite.Statement {
    const { source } = statement;
    const isCommit = /^\s*commit\b/i.test(source);
    const isRollback = /^\s*rollback\s*;?$/i.test(source);
    const isControl = /^\s*(?:begin|savepoint|release|rollback to)\b/i.test(source);
    if (isControl || (statement.readonly && !isCommit && !isRollback)) return statement;
    const name = labelOf(source);
    const watched = <Args extends unknown[], T>(run: (...args: Args) => T) => {
      if (isCommit) return (...args: Args) => this.#committing(() => run(...args));
      if (isRollback) return (...args: Args) => this.#forgetting(() => run(...args));
      return (...args: Args) => this.apart(name, () => run(...args));
    };
    statement.run = watched(statement.run.bind(statement));
    statement.get = watched(statement.get.bind(statement));
    statement.all = watched(statement.all.bind(statement));
    statement.iterate = (...args) => statement.all(...args)[Symbol.iterator]();
    return statement;
  }

  /** `nested` is what better-sqlite3 makes of `work`: a savepoint, inside another transaction. */
  transaction(nested: Sqlite.Transaction<Work>, work: Work): Sqlite.Transaction<Work> {
    const run: Work = (...args) => (this.#raw.inTransaction ? nested(...args) : this.#whole(() => work(...args)));
    return Object.assign(run, { default: run, deferred: run, immediate: run, exclusive: run });
  }

  /** A write outside of a transaction gets one of its own, so that it too has a moment before its commit. */
  apart<T>(name: string, write: () => T): T {
    const noted = () => this.#noted(name, write);
    return this.#raw.inTransaction ? noted() : this.#whole(noted);
  }

  #whole<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#committing(() => this.#commit.run());
      return result;
    } finally {
      if (this.#raw.inTransaction) this.#forgetting(() => this.#rollback.run());
    }
  }

  #noted<T>(name: string, write: () => T): T {
    const before = this.#changes.get();
    const result = write();
    if (name === SCHEMA || this.#changes.get() !== before) this.#wrote.add(name);
    return result;
  }

  #committing<T>(commit: () => T): T {
    const wrote = [...this.#wrote];
    if (wrote.length === 0) return commit(); // nothing changed, so nothing is written
    const n = (this.#n += 1);
    this.#tell({ n, moment: "before", wrote });
    const result = commit();
    this.#wrote.clear();
    this.#tell({ n, moment: "after", wrote });
    return result;
  }

  #forgetting<T>(rollback: () => T): T {
    this.#wrote.clear();
    return rollback();
  }
}

/** `INSERT INTO orders …` is `insert orders`. */
function labelOf(sql: string): string {
  const found = /^\s*(insert|update|delete|replace)\b(?:\s+(?:or\s+\w+|into|from))*\s+"?(\w+)/i.exec(sql);
  return found ? `${found[1]!.toLowerCase()} ${found[2]}` : SCHEMA;
}
