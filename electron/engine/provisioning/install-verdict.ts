import type { PanelServer } from "../panel/panel-port.ts";

/** An install that has not ended by then never will: a container that can't be made stays `installing` for ever. */
export const INSTALL_DEADLINE_MS = 15 * 60_000;

/** What a look at an installing server says. `trouble` marks a wait that a person should know of. */
export type InstallVerdict =
  | { readonly kind: "ready" }
  | { readonly kind: "wait"; readonly code: string; readonly says: string; readonly trouble: boolean }
  | { readonly kind: "failed"; readonly code: string; readonly says: string };

/** When the server was seen, since when it is waited for, and until when its create may be taken back (epoch ms). */
export interface InstallTimes {
  readonly seenAt: number;
  readonly since: number;
  readonly mayHappenUntil: number;
  /** How long an install may last, ms. */
  readonly deadlineMs: number;
}

/** Decides by what the panel says of a server that was made. Pure. */
export function installVerdict(server: PanelServer, times: InstallTimes): InstallVerdict {
  const { id, status } = server;
  if (status === "install_failed" || status === "reinstall_failed") {
    const says = `The install of server ${id} failed on the panel. Reinstall it there; the order then goes on by itself.`;
    return { kind: "failed", code: "INSTALL_FAILED", says };
  }
  if (status === null && !server.suspended && times.seenAt >= times.mayHappenUntil) return { kind: "ready" };
  const wait = waitFor(server);
  if (times.seenAt - times.since < times.deadlineMs) return wait;
  if (wait.trouble) return { ...wait, kind: "failed" };
  const says = `Server ${id} has been installing for ${Math.round(times.deadlineMs / 60_000)} min. Look at its node's daemon, then reinstall it on the panel; or delete it there, and another one is made.`;
  return { kind: "failed", code: "INSTALL_TIMEOUT", says };
}

function waitFor({ id, status, suspended }: PanelServer): Extract<InstallVerdict, { kind: "wait" }> {
  if (suspended || status === "suspended") {
    const says = `Server ${id} was suspended on the panel while it was made. Unsuspend it there.`;
    return { kind: "wait", code: "SERVER_SUSPENDED", says, trouble: true };
  }
  if (status === null) {
    const says = `Server ${id} is there, but the panel may still take it back: its answer to the create was not certain.`;
    return { kind: "wait", code: "CREATE_UNCERTAIN", says, trouble: false };
  }
  if (status === "installing")
    return { kind: "wait", code: "INSTALLING", says: `Server ${id} is installing.`, trouble: false };
  return { kind: "wait", code: "SERVER_BUSY", says: `Server ${id} is ${status} on the panel.`, trouble: false };
}

/** How long until the next look: a quarter of how long it has lasted, 250 ms to 5 s; 5 s while the panel's limit runs low. */
export function nextLookMs(
  lasted: number,
  budget: { readonly remaining: number; readonly limit: number } | null,
): number {
  const isLow = budget !== null && budget.remaining < budget.limit / 4;
  return isLow ? 5_000 : Math.round(Math.min(Math.max(lasted / 4, 250), 5_000));
}
