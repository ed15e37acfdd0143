import type { PanelFaults } from "../faults.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import type { NodeRow, ServerRow } from "../store/rows.ts";
import { readBehaviour } from "./behaviour.ts";

type InstallColumns = Pick<ServerRow, "status" | "install_due_at" | "install_ends_as">;

export interface Installer {
  /** What an install that begins now on this node writes into the server's row, with whatever else is written then. */
  plan(node: NodeRow, kind: "install" | "reinstall"): InstallColumns;
  /** An install that no daemon carries out: it stays as it is, for ever. */
  strand(serverId: number): void;
  /** What becomes of a node's installs when its daemon starts again: cut off, and the panel takes them for done. */
  restart(nodeId: number): void;
  /** Lets a planned install run; it ends by itself, also when the panel was stopped meanwhile. */
  begin(serverId: number): void;
  /** Takes up the installs that a stopped panel left. */
  resume(): void;
  stop(): void;
}

/** In the row of an install that ends with its daemon's start: nothing is installed, and the panel takes it for done. */
const CUT_OFF = "cut_off";
const FAILED = { install: "install_failed", reinstall: "reinstall_failed" } as const;

/** Runs installs of `installMs` each and writes how they end into the server's row. */
export function createInstaller(
  store: PanelStore,
  now: () => number,
  installMs: number,
  faults: PanelFaults,
): Installer {
  const timers = new Map<number, NodeJS.Timeout>();

  function end(id: number): void {
    timers.delete(id);
    const server = store.servers.get(id);
    if (!server || server.install_due_at === null) return;
    const isCutOff = server.install_ends_as === CUT_OFF;
    const ended = isCutOff ? null : server.install_ends_as;
    store.servers.update(id, {
      // Whoever suspended it meanwhile wins: the daemon's report does not lift a suspension.
      status: server.status === "suspended" ? "suspended" : ended,
      install_due_at: null,
      install_ends_as: null,
      power: ended === null && !isCutOff && server.start_on_completion === 1 ? "running" : "offline",
      updated_at: now(),
    });
    if (ended === null && !isCutOff) faults.serverRuns(id);
  }

  function begin(serverId: number): void {
    const due = store.servers.get(serverId)?.install_due_at ?? null;
    if (due === null) return;
    clearTimeout(timers.get(serverId));
    timers.set(serverId, setTimeout(end, Math.max(0, due - now()), serverId));
  }

  return {
    plan(node, kind) {
      const { installs = "well", installMs: takes = installMs } = readBehaviour(node.daemon);
      const ends = faults.install(node) ?? installs;
      return {
        status: "installing",
        install_due_at: ends === "never" ? null : now() + takes,
        install_ends_as: ends === "failed" ? FAILED[kind] : ends === "cut_off" ? CUT_OFF : null,
      };
    },
    begin,
    strand: (id) => void store.servers.update(id, { install_due_at: null, install_ends_as: null }),
    restart(nodeId) {
      for (const { id, status } of store.servers.where({ node_id: nodeId })) {
        const isCutOff = status === "installing" || status === "restoring_backup";
        store.servers.update(id, {
          install_due_at: null,
          install_ends_as: null,
          ...(isCutOff ? { status: null } : {}),
        });
      }
    },
    resume() {
      for (const { id } of store.servers.select("WHERE install_due_at IS NOT NULL")) begin(id);
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
