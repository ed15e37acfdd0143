import type Sqlite from "better-sqlite3";

export type SqlValue = string | number | null;
type Columns<Row> = { readonly [K in keyof Row]?: Row[K] };
/** A row before it has a number; a seed may give it one. */
type NewRow<Row> = Omit<Row, "id"> & { readonly id?: number };

/** One table of numbered rows. Column names come from this program alone; values are always bound. */
export interface Table<Row extends { readonly id: number }> {
  readonly name: string;
  get(id: number): Row | undefined;
  /** Rows whose columns all equal `match`, by number. */
  where(match: Columns<Row>): Row[];
  /** Rows that fit a condition of this program's, by number unless it orders otherwise. */
  select(tail: string, ...values: readonly SqlValue[]): Row[];
  count(condition: string, ...values: readonly SqlValue[]): number;
  insert(row: NewRow<Row>): Row;
  /** Changes a row that exists, and hands back how it is now. */
  update(id: number, change: Columns<Row>): Row;
  delete(id: number): void;
}

/** The typed view of a table that the schema has made. */
export function tableOf<Row extends { readonly id: number }>(db: Sqlite.Database, name: string): Table<Row> {
  const prepared = new Map<string, Sqlite.Statement>();
  const run = (sql: string): Sqlite.Statement => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const get = (id: number) => run(`SELECT * FROM ${name} WHERE id = ?`).get(id) as Row | undefined;
  const select = (tail: string, ...values: readonly SqlValue[]) =>
    run(`SELECT * FROM ${name} ${tail}`).all(...values) as Row[];
  return {
    name,
    get,
    select,
    where(match) {
      const columns = Object.keys(match);
      const condition = columns.map((column) => `${column} IS ?`).join(" AND ");
      return select(`WHERE ${condition} ORDER BY id`, ...(Object.values(match) as SqlValue[]));
    },
    count(condition, ...values) {
      const counted = run(`SELECT count(*) AS n FROM ${name} WHERE ${condition}`).get(...values) as { n: number };
      return counted.n;
    },
    insert(row) {
      const columns = Object.keys(row);
      const sql = `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
      const { lastInsertRowid } = run(sql).run(...(Object.values(row) as SqlValue[]));
      return get(Number(lastInsertRowid))!;
    },
    update(id, change) {
      const columns = Object.keys(change).map((column) => `${column} = ?`);
      run(`UPDATE ${name} SET ${columns.join(", ")} WHERE id = ?`).run(...(Object.values(change) as SqlValue[]), id);
      return get(id)!;
    },
    delete: (id) => void run(`DELETE FROM ${name} WHERE id = ?`).run(id),
  };
}
