import type { ForwardTimings } from "./forward-state.ts";

/** What the host tells of the Stripe CLI. */
export interface ForwardOptions {
  /** Its platform binary, never the script that npm links: that would outlive its child. Null where there is none. */
  readonly cli: { readonly path: string; readonly kind: "own" | "path" } | null;
  /** For its configuration and the note of its process; made where it is not there. */
  readonly folder: string;
  /** What of the host's environment the CLI may see, such as a proxy. */
  readonly passed?: Readonly<Record<string, string>>;
  /** Each is the shop's own where it is not set. */
  readonly timings?: Partial<ForwardTimings>;
}
