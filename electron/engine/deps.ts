import type { Change } from "../../shared/contract/system.ts";
import type { Forward } from "./forward/forward.ts";
import type { Panel } from "./panel/panel-port.ts";
import type { EngineOptions } from "./ports.ts";
import type { SigningSecrets } from "./secrets/signing-secrets.ts";
import type { Db } from "./store/open-store.ts";
import type { StripeGateway } from "./stripe/stripe-gateway.ts";

/** Tells consoles that something changed; coalesced before it is sent. Never carries data, only what to read again. */
export interface Changes {
  publish(change: Change): void;
  /** Everything from now on, in batches; ends when `signal` aborts. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<Change[], void, void>;
}

/** What use cases work with. One object an engine, made in `start-engine.ts`. */
export interface Deps {
  readonly options: EngineOptions;
  readonly db: Db;
  readonly stripe: StripeGateway;
  /** What the engine learned to verify webhooks by, beside `options.stripe.webhookSecrets`. */
  readonly secrets: SigningSecrets;
  /** The supervised `stripe listen`; it stands still where no CLI is configured. */
  readonly forward: Forward;
  /** Null while no panel is configured. */
  readonly panel: Panel | null;
  readonly changes: Changes;
  /** Origin that success and cancel addresses begin with: the shop's, else the ingress's own. */
  readonly publicUrl: () => string;
  /** Runs due jobs now; call it after a commit that enqueued one. */
  readonly wakeJobs: () => void;
}
