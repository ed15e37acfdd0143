import { type Answer, NO_CONTENT } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { refusedByDaemon } from "../http/refused-by-daemon.ts";
import type { ServerRow } from "../store/rows.ts";
import { removeServer } from "./remove-server.ts";

const nodeOf = ({ store }: Call, server: ServerRow) => store.nodes.get(server.node_id)!;

/** A suspension takes the place of whatever status there was, an install's too. Once suspended it stays, quietly. */
export const suspendServer = (call: Call, server: ServerRow): Promise<Answer> =>
  server.status === "suspended" ? Promise.resolve(NO_CONTENT) : changeStatus(call, server, "suspended");

/** Ends a suspension with no status at all, even where an install still runs. Without a suspension it does nothing. */
export const unsuspendServer = (call: Call, server: ServerRow): Promise<Answer> =>
  server.status === "suspended" ? changeStatus(call, server, null) : Promise.resolve(NO_CONTENT);

async function changeStatus(call: Call, server: ServerRow, status: string | null): Promise<Answer> {
  call.store.servers.update(server.id, { status, power: "offline", updated_at: call.now() });
  const failed = await refusedByDaemon(call, nodeOf(call, server), "sync");
  if (!failed) return NO_CONTENT;
  call.store.servers.update(server.id, { status: server.status, power: server.power, updated_at: call.now() });
  return failed;
}

/** Installs once more, whatever the status was: a suspension is gone after it. */
export async function reinstallServer(call: Call, server: ServerRow): Promise<Answer> {
  const node = nodeOf(call, server);
  call.store.servers.update(server.id, { ...call.installer.plan(node, "reinstall"), updated_at: call.now() });
  const failed = await refusedByDaemon(call, node, "reinstall");
  if (!failed) {
    call.installer.begin(server.id);
    return NO_CONTENT;
  }
  const { status, install_due_at, install_ends_as } = server;
  if (call.store.servers.get(server.id))
    call.store.servers.update(server.id, { status, install_due_at, install_ends_as });
  return failed;
}

/** Deletes on the daemon first; a daemon that does not know the server is no obstacle, any other error is, unless forced. */
export async function deleteServer(call: Call, server: ServerRow, force: boolean): Promise<Answer> {
  const failed = await refusedByDaemon(call, nodeOf(call, server), "delete");
  if (failed && failed.status !== 404 && !force) return failed;
  removeServer(call.store, server.id);
  return NO_CONTENT;
}
