import { mirrorAge } from "../mirror/mirror-age.ts";
import { listNodeRows } from "../mirror/node-rows.ts";
import { readPanel } from "../mirror/read-panel.ts";
import { countServers, listServerRows } from "../mirror/server-rows.ts";
import { os, refusalOf } from "./implementer.ts";

const { servers } = os;

export const serversRouter = {
  list: servers.list.handler(async ({ input, context: { deps } }) => {
    const page = await listServerRows(deps, input);
    return { ...page, mirror: await mirrorAge(deps) };
  }),

  counts: servers.counts.handler(({ context: { deps } }) => countServers(deps.db)),

  nodes: servers.nodes.handler(async ({ context: { deps } }) => {
    const rows = await listNodeRows(deps);
    return { rows, mirror: await mirrorAge(deps) };
  }),

  /** Whatever kept the panel from answering, to the console it is unreachable; the sentence says why. */
  refresh: servers.refresh.handler(async ({ context: { deps }, errors }) => {
    const read = await readPanel(deps);
    if (!read.ok) throw refusalOf(errors, { code: "PANEL_UNREACHABLE", says: read.error.says } as const);
    return mirrorAge(deps);
  }),
};
