import type Sqlite from "better-sqlite3";
import type { Environment } from "../../shared/kernel/environment.ts";
import type { LabPort } from "./lab/lab-port.ts";
import type { ForwardOptions } from "./forward/forward-options.ts";
import type { PanelTimeouts } from "./panel/panel-calls.ts";
import type { PanelKind } from "./panel/panel-port.ts";

/** Epoch milliseconds now. A parameter everywhere, so that tests can turn it. */
export type Clock = () => number;

/** Structured log; pino fits. Values may hold ids and addresses, never a secret. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** How a signing secret was learned: from the Stripe CLI that forwards, or when Stripe showed an endpoint's. */
export type SecretOrigin = { readonly kind: "forward" } | { readonly kind: "endpoint"; readonly endpointId: string };

/** A signing secret that the engine learned while it ran. */
export interface KeptSecret {
  readonly secret: string;
  readonly origin: SecretOrigin;
  readonly keptAt: number;
  /** A newer one of the same origin took its place: until then it still counts. Null for good. */
  readonly validUntil: number | null;
}

/** Where an environment's learned signing secrets lie. The host keeps them from other eyes, and out of its log. */
export interface SecretStore {
  /** Rejects where what is kept can't be read. */
  read(): Promise<readonly KeptSecret[]>;
  /** Replaces what is kept by what `decide` makes of it, whole or not at all; rejects where it can't be written. */
  change(decide: (kept: readonly KeptSecret[]) => readonly KeptSecret[]): Promise<readonly KeptSecret[]>;
}

/** How long provisioning waits for what, in ms. For tests of what takes half an hour in the shop. */
export interface Timings {
  /** How long a create may still take effect after it was sent. */
  readonly createMayLastMs: number;
  /** For a passing fault, before the order says `error`. */
  readonly patienceMs: number;
  /** Before what went wrong is tried again: it grows with the trouble, from the least to the most. */
  readonly retryMs: { readonly least: number; readonly most: number };
  /** For an install, before it counts as one that never ends. */
  readonly installDeadlineMs: number;
  /** Before each look whether what made an order fail is mended; the last one goes on for ever. */
  readonly healWaitsMs: readonly number[];
  /** Between two rounds of such looks. */
  readonly healEveryMs: number;
  /** For the panel's answers. */
  readonly panel: PanelTimeouts;
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
    /** Signing secrets of other environments, as far as they are known here: a refusal can say whose an event was. */
    readonly otherWebhookSecrets?: readonly { readonly environment: Environment; readonly secret: string }[];
    /** Origin of a Stripe stand-in; null for Stripe itself. */
    readonly apiBase: string | null;
  };
  /** For signing secrets that the engine learns; where it is not given they end with the engine. */
  readonly secretStore?: SecretStore;
  /** How the Stripe CLI is run here; without it nothing is forwarded. */
  readonly forward?: ForwardOptions;
  /** `kind` is Pterodactyl where it is not said. */
  readonly panel: { readonly url: string | null; readonly apiKey: string | null; readonly kind?: PanelKind };
  readonly storefront: {
    readonly jwtSecret: string | null;
    readonly jwksUrl: string | null;
    readonly publicUrl: string | null;
    readonly origins: readonly string[];
  };
  /** Path of a catalog file to import at start. */
  readonly catalogFile: string | null;
  /** The sandbox's fault lab; null or absent in every other environment. */
  readonly lab?: LabPort | null;
  readonly log: Log;
  readonly now: Clock;
  /** Gets the database's connection before anything is done on it. For tests that kill a process between two writes, or fill a disk. */
  readonly onDatabaseOpen?: (raw: Sqlite.Database) => void;
  /** Each is the shop's own where it is not set. */
  readonly timings?: Partial<Timings>;
}
