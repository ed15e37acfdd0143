import type { Clock } from "../ports.ts";
import { createPanelCalls, type PanelTimeouts } from "./panel-calls.ts";
import { createThings } from "./panel-creates.ts";
import type { PanelDialect } from "./panel-dialect.ts";
import { lookUps } from "./panel-look-ups.ts";
import type { Panel, PanelKind } from "./panel-port.ts";
import { serverActs } from "./panel-server-acts.ts";
import { createPanelTransport } from "./panel-transport.ts";
import { PELICAN } from "./pelican-dialect.ts";
import { PTERODACTYL } from "./pterodactyl-dialect.ts";

export interface PanelOptions {
  readonly kind: PanelKind;
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

const DIALECTS: Readonly<Record<PanelKind, PanelDialect>> = { pterodactyl: PTERODACTYL, pelican: PELICAN };

/** A panel of this kind behind the port. The key is sent as a header and appears in no answer, fault or exchange. */
export function createPanel(options: PanelOptions): Panel {
  const transport = createPanelTransport(options);
  const calls = createPanelCalls(transport, options.timeouts ?? PANEL_TIMEOUTS, options.now);
  const dialect = DIALECTS[options.kind];
  const found = lookUps(calls, dialect);
  const acts = serverActs(calls, dialect.acts, options.apiKey);
  return { ...found, ...acts, ...createThings(calls, dialect, found), budget: () => calls.budget() };
}
