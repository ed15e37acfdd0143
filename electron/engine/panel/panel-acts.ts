/** What a panel key may be allowed to do with a kind of thing; the panel stores it as 1 (read), 2 (write) or 3 (both). */
export interface PanelNeed {
  readonly column: string;
  readonly label: string;
  readonly access: "read" | "write";
}

/**
 * One thing that the client asks of a panel. `says` completes "The panel refused …"; `kind` decides what an answer that
 * never came may have left behind: nothing (read), a change that can be asked for again (write), a new thing (create).
 */
export interface PanelAct {
  readonly says: string;
  readonly kind: "read" | "write" | "create";
  readonly needs: readonly PanelNeed[];
}

const need = (what: string, access: "read" | "write"): PanelNeed => ({
  column: `r_${what}`,
  label: `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
  access,
});

/** Every act of the client, with the permissions that its route asks for. */
export const PANEL_ACTS = {
  findServer: { says: "the look-up of the server", kind: "read", needs: [need("servers", "read")] },
  listServers: { says: "the list of servers", kind: "read", needs: [need("servers", "read")] },
  listNodes: {
    says: "the list of nodes",
    kind: "read",
    needs: [need("nodes", "read"), need("allocations", "read")],
  },
  listAllocations: { says: "the list of allocations", kind: "read", needs: [need("allocations", "read")] },
  listNests: { says: "the list of nests", kind: "read", needs: [need("nests", "read")] },
  findEgg: { says: "the look-up of the egg", kind: "read", needs: [need("eggs", "read")] },
  findUser: { says: "the look-up of the customer", kind: "read", needs: [need("users", "read")] },
  createUser: { says: "the customer's account", kind: "create", needs: [need("users", "write")] },
  createServer: { says: "the create", kind: "create", needs: [need("servers", "write")] },
  suspendServer: { says: "the suspension", kind: "write", needs: [need("servers", "write")] },
  changeBuild: { says: "the change of the server's size", kind: "write", needs: [need("servers", "write")] },
  changeDetails: { says: "the change of the server's details", kind: "write", needs: [need("servers", "write")] },
  reinstallServer: { says: "the reinstall", kind: "write", needs: [need("servers", "write")] },
  deleteServer: { says: "the removal of the server", kind: "write", needs: [need("servers", "write")] },
  readUsage: { says: "the look at what the server uses", kind: "read", needs: [] },
  unsuspendServer: { says: "the end of the suspension", kind: "write", needs: [need("servers", "write")] },
} as const satisfies Record<string, PanelAct>;
