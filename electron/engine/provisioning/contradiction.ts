import type { PanelServer } from "../panel/panel-port.ts";
import type { ServerBuild } from "../orders/server-build.ts";

/** What a found server has that the order did not sell, as a sentence; null where it is what was sold. Pure. */
export function contradictionOf(server: PanelServer, build: ServerBuild, stranger: string | null): string | null {
  const wrong = [
    stranger === null ? null : `belongs to ${server.userEmail ?? `panel user ${server.userId}`}, not to ${stranger}`,
    differs("egg", server.eggId, build.eggId, ""),
    differs("memory", server.memoryMb, build.memoryMb, " MiB"),
    differs("disk", server.diskMb, build.diskMb, " MiB"),
    differs("CPU", server.cpuPercent, build.cpuPercent, " %"),
  ].filter((reason) => reason !== null);
  if (wrong.length === 0) return null;
  return `Server ${server.id} on the panel carries this order's id, but ${wrong.join(", ")}. It was left as it is; correct it on the panel, then retry.`;
}

const differs = (what: string, has: number, sold: number, unit: string): string | null =>
  has === sold ? null : `has ${what} ${has}${unit} where ${sold}${unit} was sold`;
