import type { PanelStore } from "../../panel/store/open-panel-store.ts";
import type { ServerRow } from "../../panel/store/rows.ts";
import { fold } from "../../panel/store/fold.ts";
import type { LabTime } from "./lab-time.ts";

/** Which of the shops' servers run, seen from the panel's own side. */
export interface RunningServers {
  /** Those of any shop that run now, by number. */
  readonly all: () => ServerRow[];
  /** Told by the panel: a server's install has just ended well. */
  readonly tell: (serverId: number) => void;
  /** True once the server with this external id runs; false where it does not within the patience. */
  readonly runs: (externalId: string) => Promise<boolean>;
}

const PATIENCE = 30_000;

export function runningServers(store: () => PanelStore | undefined, time: LabTime): RunningServers {
  const waiting = new Set<() => void>();
  const find = (externalId: string): ServerRow | undefined =>
    store()?.servers.where({ external_fold: fold(externalId) })[0];
  const nextToRun = () =>
    new Promise<void>((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
    });
  return {
    all: () => store()?.servers.select("WHERE status IS NULL AND external_id IS NOT NULL ORDER BY id") ?? [],
    tell() {
      for (const wake of waiting) wake();
    },
    async runs(externalId) {
      const over = time.wait(PATIENCE).then(() => "over" as const);
      while (find(externalId)?.status !== null) if ((await Promise.race([nextToRun(), over])) === "over") return false;
      return true;
    },
  };
}
