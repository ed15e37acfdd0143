import { err, ok } from "../../../shared/kernel/result.ts";
import { permissionSentence } from "./fault-sentences.ts";
import { type Answer, onTrail, type PanelCalls, type Trail } from "./panel-calls.ts";
import type { PanelDialect } from "./panel-dialect.ts";
import { faultOf } from "./panel-fault.ts";
import type { Panel, PanelNode } from "./panel-port.ts";

const API = "/api/application";
const WITH_OWNER = "include=user,allocations";

type LookUps = Pick<
  Panel,
  | "findServerByExternalId"
  | "getServer"
  | "listServers"
  | "listNodes"
  | "getEgg"
  | "getUser"
  | "findUserByExternalId"
  | "findUserByEmail"
>;

/** All that only reads. */
export function lookUps(calls: PanelCalls, dialect: PanelDialect): LookUps {
  const { acts } = dialect;
  return {
    findServerByExternalId: (externalId) =>
      onTrail(async (trail) => {
        const path = `${API}/servers/external/${encodeURIComponent(externalId)}?${WITH_OWNER}`;
        return exactly(externalId, await calls.find(acts.findServer, path, dialect.server, trail), "server");
      }),
    getServer: (id) =>
      onTrail((trail) => calls.find(acts.findServer, `${API}/servers/${id}?${WITH_OWNER}`, dialect.server, trail)),
    listServers: () =>
      onTrail(async (trail) => {
        const all = await calls.list(acts.listServers, `${API}/servers`, WITH_OWNER, dialect.server, trail);
        return all.ok ? ok(onceEach(all.value)) : all;
      }),
    listNodes: () => onTrail((trail) => listNodes(calls, dialect, trail)),
    getEgg: (eggId, nestId) => onTrail((trail) => dialect.findEgg(calls, eggId, nestId, trail)),
    getUser: (id) => onTrail((trail) => calls.find(acts.findUser, `${API}/users/${id}`, dialect.user, trail)),
    findUserByExternalId: (externalId) =>
      onTrail(async (trail) => {
        const path = `${API}/users/external/${encodeURIComponent(externalId)}`;
        return exactly(externalId, await calls.find(acts.findUser, path, dialect.user, trail), "account");
      }),
    findUserByEmail: (email) =>
      onTrail(async (trail) => {
        // The filter matches parts: "a@x" finds "mya@x" too. Only the whole address counts.
        const filter = `filter[email]=${encodeURIComponent(email)}`;
        const all = await calls.list(acts.findUser, `${API}/users`, filter, dialect.user, trail);
        return all.ok ? ok(all.value.find((user) => sameAddress(user.email, email)) ?? null) : all;
      }),
  };
}

const sameAddress = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * The panel matches external ids without case, accents and trailing spaces, and lets no second one in. So another's
 * match is neither "ours" nor "not there": it is a fault that a person must clear.
 */
function exactly<T extends { readonly id: number; readonly externalId: string | null }>(
  externalId: string,
  found: Answer<T | null>,
  what: string,
): Answer<T | null> {
  if (!found.ok || found.value === null || found.value.externalId === externalId) return found;
  const { id, externalId: theirs } = found.value;
  const says = `The panel has ${what} ${id} with the external id "${theirs}", which it takes for "${externalId}" and which is not. Change it there.`;
  return err(faultOf(null, "refused", "PANEL_EXTERNAL_ID_CLASH", says));
}

async function listNodes(
  calls: PanelCalls,
  dialect: PanelDialect,
  trail: Trail,
): Promise<Answer<readonly PanelNode[]>> {
  const { acts } = dialect;
  const all = await calls.list(acts.listNodes, `${API}/nodes`, "include=allocations", dialect.node, trail);
  if (!all.ok) return all;
  const nodes: PanelNode[] = [];
  for (const { node, allocations: seen } of all.value) {
    if (seen === "hidden")
      return err(faultOf(null, "refused", "PANEL_PERMISSION_MISSING", permissionSentence(acts.listAllocations)));
    const path = `${API}/nodes/${node.id}/allocations`;
    const allocations =
      seen === "left out" ? await calls.list(acts.listAllocations, path, "", dialect.allocation, trail) : ok(seen);
    if (!allocations.ok) return allocations;
    nodes.push({ ...node, allocations: allocations.value });
  }
  return ok(onceEach(nodes));
}

// A row can stand on two pages when another is deleted between their requests.
const onceEach = <T extends { readonly id: number }>(rows: readonly T[]): readonly T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];
