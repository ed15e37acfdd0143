import { createPanel, type PanelOptions } from "./create-panel.ts";
import type { Panel } from "./panel-port.ts";

/** A Pterodactyl panel behind the port. */
export const createPterodactylPanel = (options: Omit<PanelOptions, "kind">): Panel =>
  createPanel({ ...options, kind: "pterodactyl" });
