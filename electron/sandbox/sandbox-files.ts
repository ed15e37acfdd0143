import path from "node:path";
import type { PanelKind } from "./panel/dialect/panel-dialect.ts";

/** Where a sandbox keeps its state. */
export interface SandboxFiles {
  readonly folder: string;
  readonly keys: string;
  readonly stripe: string;
  /** Each kind of panel has a state of its own. */
  readonly panel: string;
  readonly lab: string;
  /** The folder beside a generated world that says what is true in it. */
  readonly world: string;
}

const PANEL_FILES: Readonly<Record<PanelKind, string>> = { pterodactyl: "panel.db", pelican: "pelican.db" };

/** The files of the sandbox that belongs to a data folder. */
export function sandboxFiles(dataDir: string, panelKind: PanelKind): SandboxFiles {
  const folder = path.join(dataDir, "sandbox");
  const file = (name: string) => path.join(folder, name);
  return {
    folder,
    keys: file("keys.json"),
    stripe: file("stripe.db"),
    panel: file(PANEL_FILES[panelKind]),
    lab: file("lab.json"),
    world: file("world"),
  };
}
