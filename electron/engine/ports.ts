import type { Environment } from "../../shared/kernel/environment.ts";
import type { OnDurableWrite } from "./store/watch-writes.ts";

/** Epoch milliseconds now. A parameter everywhere, so that tests can turn it. */
export type Clock = () => number;

/** Structured log; pino fits. Values may hold ids and addresses, never a secret. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** All that the engine is told from outside. Hosts parse flags and variables; the engine never reads `process.env`. */
export interface EngineOptions {
  readonly env: Environment;
  readonly version: string;
  /** Path of the SQLite file; its folder exists. */
  readonly databaseFile: string;
  readonly ingress: { readonly host: string; readonly port: number };
  readonly stripe: {
    readonly secretKey: string | null;
    readonly webhookSecrets: readonly string[];
    /** Origin of a Stripe stand-in; null for Stripe itself. */
    readonly apiBase: string | null;
  };
  readonly panel: { readonly url: string | null; readonly apiKey: string | null };
  readonly storefront: {
    readonly jwtSecret: string | null;
    readonly jwksUrl: string | null;
    readonly publicUrl: string | null;
    readonly origins: readonly string[];
  };
  /** Path of a catalog file to import at start. */
  readonly catalogFile: string | null;
  readonly log: Log;
  readonly now: Clock;
  /** For tests that stop a process between two writes. */
  readonly onDurableWrite?: OnDurableWrite;
  /** How long a create may still take effect after it was sent, in ms; the panel's own time where it is not set. */
  readonly createMayLastMs?: number;
}
