import { removeServer } from "../../panel/servers/remove-server.ts";
import type { PanelStore } from "../../panel/store/open-panel-store.ts";
import type { Hand } from "../scenario.ts";

/** What a person does to a server in the panel, past every API; a server that has gone meanwhile is left alone. */
export function laysHandOn(store: PanelStore, serverId: number, hand: Hand, now: number): void {
  const server = store.servers.get(serverId);
  if (!server) return;
  if (hand === "delete") removeServer(store, serverId);
  if (hand === "resize")
    store.servers.update(serverId, { memory: server.memory * 2, disk: server.disk * 2, updated_at: now });
  if (hand === "suspend") store.servers.update(serverId, { status: "suspended", power: "offline", updated_at: now });
}
