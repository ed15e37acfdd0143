import type Sqlite from "better-sqlite3";
import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from "kysely";
import type { OnFault } from "./fault.ts";

class ImmediateDriver extends SqliteDriver {
  readonly #database: Sqlite.Database;
  readonly #tell: OnFault;
  readonly #told = new WeakSet<DatabaseConnection>();

  constructor(database: Sqlite.Database, tell: OnFault) {
    super({ database });
    this.#database = database;
    this.#tell = tell;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    if (!this.#told.has(connection)) this.#tellFaultsOf(connection);
    return connection;
  }

  #tellFaultsOf(connection: DatabaseConnection): void {
    this.#told.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query, options) => {
      try {
        return await execute(query, options);
      } catch (cause) {
        this.#tell(cause);
        throw cause;
      }
    };
  }

  /** Takes the write lock at once: a deferred transaction that reads and then writes can fail half-way with SQLITE_BUSY. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** SQLite may have rolled back by itself (a full disk); a second rollback would fail and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Kysely's SQLite dialect, but every transaction begins immediate, and every query that fails is told. */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Sqlite.Database;
  readonly #tell: OnFault;
  constructor(database: Sqlite.Database, tell: OnFault) {
    super({ database });
    this.#database = database;
    this.#tell = tell;
  }
  override createDriver(): Driver {
    return new ImmediateDriver(this.#database, this.#tell);
  }
}
