import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "../listen.ts";
import { createDaemon } from "./daemon/daemon.ts";
import { createInstaller } from "./daemon/installer.ts";
import type { PanelKind } from "./dialect/panel-dialect.ts";
import { PELICAN } from "./dialect/pelican.ts";
import { PTERODACTYL } from "./dialect/pterodactyl.ts";
import { LastRequests } from "./http/last-requests.ts";
import { EVERYTHING, type PanelKey } from "./http/panel-key.ts";
import { createPanelApp } from "./panel-app.ts";
import { NO_PANEL_FAULTS, type PanelFaults } from "./faults.ts";
import type { PanelSeed } from "./seed/panel-seed.ts";
import { plantSeed } from "./seed/plant-seed.ts";
import { openPanelStore, type PanelStore } from "./store/open-panel-store.ts";

export interface SandboxPanelOptions {
  /** Pterodactyl, where it is not said. */
  readonly kind?: PanelKind;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Path of the state's SQLite file; its folder exists. */
  readonly dataFile: string;
  /** An application key that may everything. */
  readonly apiKey: string;
  /** The administrator's own key, for the Client API. */
  readonly clientKey: string;
  readonly seed: PanelSeed;
  /** Keys beside those two, with less permission or a condition. */
  readonly moreKeys?: readonly PanelKey[];
  /** How long an install takes. */
  readonly installMs?: number;
  /** How long the panel waits for a daemon that does not answer. */
  readonly daemonTimeoutMs?: number;
  /** What goes wrong on purpose, beside what the switches say. */
  readonly faults?: PanelFaults;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly log?: (line: string) => void;
}

export interface SandboxPanel {
  /** Its origin, without a trailing slash. */
  readonly url: string;
  /** Its whole state, to change what no API changes. */
  readonly store: PanelStore;
  /** What its API was asked last. */
  readonly requests: LastRequests;
  /**
   * Forgets everything that happened: what stands is the seed again. Numbers of servers and users go on, as a panel's
   * do: a shop that remembers one never finds another's under it.
   */
  reset(): void;
  close(): Promise<void>;
}

/**
 * Starts a panel on this machine: the Application API, the used part of the Client API, a daemon that installs, and
 * pages to look at. What happened is in the data file and outlives the process; an install that runs when it dies ends
 * after the next start. A taken port rejects with an Error whose code is EADDRINUSE.
 */
export async function startSandboxPanel(options: SandboxPanelOptions): Promise<SandboxPanel> {
  const { now = Date.now, random = Math.random, log = () => undefined, faults = NO_PANEL_FAULTS } = options;
  const store = openPanelStore(options.dataFile);
  plantSeed(store, options.seed, now());

  const closing = new AbortController();
  const timeoutMs = options.daemonTimeoutMs ?? 15_000;
  const wait = (ms: number) => sleep(ms, undefined, { signal: closing.signal }).catch(() => undefined);
  const daemon = createDaemon({ store, timeoutMs, wait, faults });
  const dialect = options.kind === "pelican" ? PELICAN : PTERODACTYL;
  const installer = createInstaller(store, now, options.installMs ?? 150, faults);
  const keys = keysOf(options);
  const requests = new LastRequests();
  const app = createPanelApp({ store, keys, dialect, daemon, installer, faults, now, requests, wait, random });
  const server = await listen(app, options.host, options.port).catch((cause: unknown) => {
    store.close();
    throw cause;
  });
  installer.resume();
  log(`The sandbox panel listens on ${server.url}`);
  return {
    url: server.url,
    store,
    requests,
    reset() {
      installer.stop();
      requests.forget();
      store.clear();
      plantSeed(store, options.seed, now());
    },
    async close() {
      closing.abort();
      installer.stop();
      await server.close();
      store.close();
    },
  };
}

function keysOf({ seed, apiKey, clientKey, moreKeys = [] }: SandboxPanelOptions): PanelKey[] {
  const admin = seed.users.find((user) => user.admin);
  if (!admin) throw new Error("The panel's seed has no administrator to own its keys.");
  return [
    { token: apiKey, kind: "application", userId: admin.id, acl: EVERYTHING },
    { token: clientKey, kind: "client", userId: admin.id },
    ...moreKeys,
  ];
}
