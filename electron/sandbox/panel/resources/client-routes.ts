import { type Answer, NO_CONTENT, refusal } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { listPage } from "../http/list-page.ts";
import { nothing, type Params, type Route, route } from "../http/route.ts";
import { refusedByDaemon } from "../http/refused-by-daemon.ts";
import { refusedBy } from "../http/validated.ts";
import { POWER } from "../rules/request-rules.ts";
import { type ClientView, viewForClient } from "../shapes/client.ts";
import type { ServerRow } from "../store/rows.ts";

/** A server of the caller's, by identifier or uuid; an administrator may see every one. */
function mine({ store, user }: Call, { server }: Params): ServerRow | undefined {
  const found = store.servers.where({ uuidShort: server ?? "" })[0] ?? store.servers.where({ uuid: server ?? "" })[0];
  return found && (user.root_admin === 1 || found.owner_id === user.id) ? found : undefined;
}

export const clientRoutes: readonly Route[] = [
  route({ method: "GET", path: "/", needs: null, bind: nothing, answer: listMine }),
  route({ method: "GET", path: "/account", needs: null, bind: nothing, answer: account }),
  route({
    method: "GET",
    path: "/servers/{server}",
    needs: null,
    bind: mine,
    answer: (call, server) => ({ status: 200, body: viewForClient(call, server) }),
  }),
  route({ method: "GET", path: "/servers/{server}/resources", needs: null, bind: mine, answer: resources }),
  route({ method: "POST", path: "/servers/{server}/power", needs: null, bind: mine, answer: power }),
];

function account({ user }: Call): Answer {
  const { id, username, email, first_name, last_name, language, root_admin } = user;
  const attributes = { id, admin: root_admin === 1, username, email, first_name, last_name, language };
  return { status: 200, body: { object: "user", attributes } };
}

function listMine(call: Call): Answer {
  const type = call.query.get("type");
  const all = call.user.root_admin === 1 && type === "admin-all";
  const within = all ? { sql: "1", values: [] } : { sql: "owner_id = ?", values: [call.user.id] };
  const page = listPage(call, { shape: "server", table: call.store.servers, within });
  if (page.status !== 200) return page;
  const body = page.body as { readonly data: readonly { readonly attributes: { readonly id: number } }[] };
  const data = body.data.map((item): ClientView => {
    const { object, attributes } = viewForClient(call, call.store.servers.get(item.attributes.id)!);
    return { object, attributes };
  });
  return { ...page, body: { ...body, data } };
}

/** Why a server can't be used now, or null. */
function conflict({ store }: Call, server: ServerRow): Answer | null {
  const says = conflictSays(server, store.nodes.get(server.node_id)!.maintenance_mode === 1);
  return says === null ? null : refusal(409, "ServerStateConflictException", says);
}

function conflictSays({ status }: ServerRow, maintenance: boolean): string | null {
  if (status === "suspended")
    return "This server is currently suspended and the functionality requested is unavailable.";
  if (maintenance)
    return "The node of this server is currently under maintenance and the functionality requested is unavailable.";
  if (status === "installing" || status === "install_failed" || status === "reinstall_failed")
    return "This server has not yet completed its installation process, please try again later.";
  return null;
}

const RUNNING = {
  memory_bytes: 536_870_912,
  cpu_absolute: 12.345,
  disk_bytes: 104_857_600,
  network_rx_bytes: 1024,
  network_tx_bytes: 2048,
  uptime: 60_000,
};
const STOPPED = { ...RUNNING, memory_bytes: 0, cpu_absolute: 0, network_rx_bytes: 0, network_tx_bytes: 0, uptime: 0 };

function resources(call: Call, server: ServerRow): Answer {
  const refused = conflict(call, server);
  if (refused) return refused;
  const attributes = {
    current_state: server.power,
    is_suspended: false,
    resources: server.power === "running" ? RUNNING : STOPPED,
  };
  return { status: 200, body: { object: "stats", attributes } };
}

async function power(call: Call, server: ServerRow): Promise<Answer> {
  const refused = refusedBy(call.store, call.body, POWER) ?? conflict(call, server);
  if (refused) return refused;
  const failed = await refusedByDaemon(call, call.store.nodes.get(server.node_id)!, "power");
  if (failed) return failed;
  const { signal } = call.body as { readonly signal: string };
  const state = signal === "start" || signal === "restart" ? "running" : "offline";
  call.store.servers.update(server.id, { power: state, updated_at: call.now() });
  return NO_CONTENT;
}
