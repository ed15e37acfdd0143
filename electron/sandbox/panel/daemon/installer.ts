import type { PanelStore } from "../store/open-panel-store.ts";
import type { ServerRow } from "../store/rows.ts";
import { readBehaviour } from "./behaviour.ts";

export interface Installer {
  /** Begins an install of this server; it ends by itself, also when the panel was stopped meanwhile. */
  begin(server: ServerRow): void;
  /** Takes up the installs that a stopped panel left running. */
  resume(): void;
  stop(): void;
}

const FAILED = { first: "install_failed", again: "reinstall_failed" } as const;

/** Runs installs of `installMs` each and writes how they end into the server's row. */
export function createInstaller(store: PanelStore, now: () => number, installMs: number): Installer {
  const timers = new Map<number, NodeJS.Timeout>();

  function end(id: number): void {
    timers.delete(id);
    const server = store.servers.get(id);
    if (!server || server.install_due_at === null) return;
    const ended = server.install_ends_as === "well" ? null : server.install_ends_as;
    store.servers.update(id, {
      // Whoever suspended it meanwhile wins: the daemon's report does not lift a suspension.
      status: server.status === "suspended" ? "suspended" : ended,
      install_due_at: null,
      install_ends_as: null,
      power: ended === null && server.start_on_completion === 1 ? "running" : "offline",
      updated_at: now(),
    });
  }

  function schedule(id: number, afterMs: number): void {
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(end, Math.max(0, afterMs), id));
  }

  return {
    begin(server) {
      const installs = readBehaviour(store.nodes.get(server.node_id)!.daemon).installs ?? "well";
      if (installs === "never") return;
      const again = server.install_ends_as === "again";
      const endsAs = installs === "well" ? "well" : FAILED[again ? "again" : "first"];
      store.servers.update(server.id, { install_due_at: now() + installMs, install_ends_as: endsAs });
      schedule(server.id, installMs);
    },
    resume() {
      const running = store.servers.select("WHERE install_due_at IS NOT NULL");
      for (const server of running) schedule(server.id, server.install_due_at! - now());
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
