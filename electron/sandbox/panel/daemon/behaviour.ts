/** What the panel asks of a node's daemon: `sync` carries changes and suspensions, `configure` the node's own settings. */
export type DaemonAct = "create" | "delete" | "sync" | "reinstall" | "configure" | "power";

/** How a daemon fails an act: nothing listens, it takes the request and never answers, or it answers with an error. */
export type DaemonFault = "offline" | "hang" | { readonly status: number; readonly says?: string };

/** How a node's daemon behaves; data, kept with the node. An act that is not named is carried out. */
export interface DaemonBehaviour {
  readonly faults?: Readonly<Partial<Record<DaemonAct, DaemonFault>>>;
  /** How installs end: well (the default), failed, or never. */
  readonly installs?: "well" | "failed" | "never";
}

export const readBehaviour = (json: string): DaemonBehaviour => JSON.parse(json) as DaemonBehaviour;
