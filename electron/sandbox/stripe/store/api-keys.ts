import type { Database } from "./open-database.ts";

export type Access = "read" | "write";

/** An API key as it is kept: not the key, but what it is known by. */
export interface ApiKey {
  readonly id: string;
  /** Of the key's text. */
  readonly digest: string;
  /** What may be shown of it. */
  readonly hint: string;
  readonly name: string;
  /** What a restricted key may do, by Stripe's name of the resource; null for a secret key, which may do everything. */
  readonly permissions: Readonly<Record<string, Access>> | null;
  readonly expired: boolean;
  /** Epoch seconds. */
  readonly created: number;
}

interface Row extends Omit<ApiKey, "permissions" | "expired"> {
  readonly permissions: string | null;
  readonly expired: number;
}

/** The keys that have been declared beside the account's own. */
export class ApiKeys {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(key: ApiKey): void {
    const sql = `INSERT INTO api_keys (id, digest, hint, name, permissions, created)
      VALUES (@id, @digest, @hint, @name, @permissions, @created)`;
    const { id, digest, hint, name, created } = key;
    const permissions = key.permissions && JSON.stringify(key.permissions);
    this.#db.prepare(sql).run({ id, digest, hint, name, permissions, created });
  }

  byDigest(digest: string): ApiKey | undefined {
    const row = this.#db.prepare<[string], Row>("SELECT * FROM api_keys WHERE digest = ?").get(digest);
    return row && keyOf(row);
  }

  find(id: string): ApiKey | undefined {
    const row = this.#db.prepare<[string], Row>("SELECT * FROM api_keys WHERE id = ?").get(id);
    return row && keyOf(row);
  }

  /** All of them, newest first. */
  list(): ApiKey[] {
    return this.#db.prepare<[], Row>("SELECT * FROM api_keys ORDER BY seq DESC").all().map(keyOf);
  }

  expire(id: string): void {
    this.#db.prepare("UPDATE api_keys SET expired = 1 WHERE id = ?").run(id);
  }

  remove(id: string): void {
    this.#db.prepare("DELETE FROM api_keys WHERE id = ?").run(id);
  }
}

const keyOf = ({ permissions, expired, ...row }: Row): ApiKey => ({
  ...row,
  permissions: permissions === null ? null : (JSON.parse(permissions) as ApiKey["permissions"]),
  expired: expired === 1,
});
