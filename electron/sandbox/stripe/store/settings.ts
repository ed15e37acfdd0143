import type { DunningPlan } from "../billing/dunning.ts";
import type { RateLimits } from "../http/rate-limiter.ts";
import type { Database } from "./open-database.ts";

/** What is set for the whole of this Stripe. */
export interface SettingTypes {
  /** Seconds by which the sandbox's own clock is ahead of the machine's. */
  readonly ahead: number;
  /** Seconds after which the CLI is to connect anew. */
  readonly cliReconnectDelay: number;
  /** Signs what goes to the CLI. */
  readonly cliSecret: string;
  readonly dunning: DunningPlan;
  readonly limits: RateLimits;
  /** The origin that the addresses of pages were last written with. */
  readonly origin: string;
}

/** Values by name, as JSON; each undefined until it is set. */
export class Settings {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get<T extends keyof SettingTypes>(name: T): SettingTypes[T] | undefined {
    const row = this.#db.prepare<[string], { json: string }>("SELECT json FROM settings WHERE name = ?").get(name);
    return row && (JSON.parse(row.json) as SettingTypes[T]);
  }

  set<T extends keyof SettingTypes>(name: T, value: SettingTypes[T]): void {
    const sql = "INSERT INTO settings (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json";
    this.#db.prepare(sql).run(name, JSON.stringify(value));
  }
}
