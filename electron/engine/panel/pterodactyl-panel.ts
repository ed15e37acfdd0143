import type { Clock } from "../ports.ts";
import { createPanelTransport } from "./panel-transport.ts";
import { createPanelCalls, type PanelTimeouts } from "./panel-calls.ts";
import type { Panel } from "./panel-port.ts";
import { createThings } from "./pterodactyl-creates.ts";
import { lookUps } from "./pterodactyl-look-ups.ts";

export interface PterodactylOptions {
  /** The panel's address, with or without a trailing slash. */
  readonly url: string;
  readonly apiKey: string;
  readonly now: Clock;
  readonly fetch?: typeof fetch;
  readonly timeouts?: PanelTimeouts;
}

/**
 * The longest that a panel may take: its daemon is given 15 s for a create and 15 s more for taking it back, and one
 * that hangs up earlier does not stop it.
 */
const PANEL_TIMEOUTS: PanelTimeouts = { createMs: 36_000, writeMs: 36_000, readMs: 20_000 };

/**
 * A Pterodactyl panel behind the port. Creates run one at a time: identical ones at once end in the panel's database
 * errors. The key is sent as a header and appears in no answer, fault or exchange.
 */
export function createPterodactylPanel(options: PterodactylOptions): Panel {
  const transport = createPanelTransport(options);
  const calls = createPanelCalls(transport, options.timeouts ?? PANEL_TIMEOUTS, options.now);
  return { ...lookUps(calls), ...createThings(calls), budget: () => calls.budget() };
}
