import type { PanelStore } from "../store/open-panel-store.ts";

/** Takes a server's row away and frees its ports. */
export const removeServer = (store: PanelStore, id: number): void =>
  store.together(() => {
    for (const allocation of store.allocations.where({ server_id: id })) {
      store.allocations.update(allocation.id, { server_id: null, notes: null });
    }
    store.servers.delete(id);
  });
