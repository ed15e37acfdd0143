import { err, ok } from "../../../shared/kernel/result.ts";
import { PANEL_ACTS } from "./panel-acts.ts";
import { type Answer, onTrail, type PanelCalls, type Trail } from "./panel-calls.ts";
import { faultOf } from "./panel-fault.ts";
import type { Panel, PanelEgg, PanelNode } from "./panel-port.ts";
import { AllocationAnswer, EggAnswer, NestAnswer, NodeAnswer, ServerAnswer, UserAnswer } from "./panel-shapes.ts";
import { readAllocation, readEgg, readNode, readServer, readUser } from "./read-answer.ts";
import { permissionSentence } from "./fault-sentences.ts";

const API = "/api/application";
const WITH_OWNER = "include=user,allocations";

type LookUps = Pick<
  Panel,
  | "findServerByExternalId"
  | "getServer"
  | "listServers"
  | "listNodes"
  | "getEgg"
  | "findUserByExternalId"
  | "findUserByEmail"
>;

/** All that only reads. */
export function lookUps(calls: PanelCalls): LookUps {
  return {
    findServerByExternalId: (externalId) =>
      onTrail(async (trail) => {
        const path = `${API}/servers/external/${encodeURIComponent(externalId)}?${WITH_OWNER}`;
        const found = await calls.find(PANEL_ACTS.findServer, path, ServerAnswer, trail);
        if (!found.ok || found.value === null) return found as Answer<null>;
        return exactly(externalId, readServer(found.value), "server");
      }),
    getServer: (id) =>
      onTrail(async (trail) => {
        const found = await calls.find(
          PANEL_ACTS.findServer,
          `${API}/servers/${id}?${WITH_OWNER}`,
          ServerAnswer,
          trail,
        );
        return found.ok ? ok(found.value && readServer(found.value)) : found;
      }),
    listServers: () =>
      onTrail(async (trail) => {
        const all = await calls.list(PANEL_ACTS.listServers, `${API}/servers`, WITH_OWNER, ServerAnswer, trail);
        return all.ok ? ok(onceEach(all.value.map(readServer))) : all;
      }),
    listNodes: () => onTrail((trail) => listNodes(calls, trail)),
    getEgg: (eggId, nestId) => onTrail((trail) => findEgg(calls, eggId, nestId, trail)),
    findUserByExternalId: (externalId) =>
      onTrail(async (trail) => {
        const path = `${API}/users/external/${encodeURIComponent(externalId)}`;
        const found = await calls.find(PANEL_ACTS.findUser, path, UserAnswer, trail);
        if (!found.ok || found.value === null) return found as Answer<null>;
        return exactly(externalId, readUser(found.value), "account");
      }),
    findUserByEmail: (email) =>
      onTrail(async (trail) => {
        // The filter matches parts: "a@x" finds "mya@x" too. Only the whole address counts.
        const filter = `filter[email]=${encodeURIComponent(email)}`;
        const all = await calls.list(PANEL_ACTS.findUser, `${API}/users`, filter, UserAnswer, trail);
        if (!all.ok) return all;
        return ok(all.value.map(readUser).find((user) => sameAddress(user.email, email)) ?? null);
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
  found: T,
  what: string,
): Answer<T> {
  if (found.externalId === externalId) return ok(found);
  const says = `The panel has ${what} ${found.id} with the external id "${found.externalId}", which it takes for "${externalId}" and which is not. Change it there.`;
  return err(faultOf(null, "refused", "PANEL_EXTERNAL_ID_CLASH", says));
}

async function listNodes(calls: PanelCalls, trail: Trail): Promise<Answer<readonly PanelNode[]>> {
  const act = PANEL_ACTS.listNodes;
  const all = await calls.list(act, `${API}/nodes`, "include=allocations", NodeAnswer, trail);
  if (!all.ok) return all;
  const nodes: PanelNode[] = [];
  for (const node of all.value) {
    const included = node.attributes.relationships?.allocations;
    if (included && !("data" in included))
      return err(faultOf(null, "refused", "PANEL_PERMISSION_MISSING", permissionSentence(PANEL_ACTS.listAllocations)));
    const path = `${API}/nodes/${node.attributes.id}/allocations`;
    const allocations = included
      ? ok(included.data)
      : await calls.list(PANEL_ACTS.listAllocations, path, "", AllocationAnswer, trail);
    if (!allocations.ok) return allocations;
    nodes.push(readNode(node, allocations.value.map(readAllocation)));
  }
  return ok(onceEach(nodes));
}

/** Asks the named nest first; where that is wrong or unknown, every nest, since an egg's address has its nest in it. */
async function findEgg(
  calls: PanelCalls,
  eggId: number,
  nestId: number | null,
  trail: Trail,
): Promise<Answer<PanelEgg | null>> {
  const inNest = async (nest: number): Promise<Answer<PanelEgg | null>> => {
    const path = `${API}/nests/${nest}/eggs/${eggId}?include=variables`;
    const found = await calls.find(PANEL_ACTS.findEgg, path, EggAnswer, trail);
    return found.ok ? ok(found.value && readEgg(found.value)) : found;
  };
  if (nestId !== null) {
    const found = await inNest(nestId);
    if (!found.ok || found.value) return found;
  }
  const nests = await calls.list(PANEL_ACTS.listNests, `${API}/nests`, "", NestAnswer, trail);
  if (!nests.ok) return nests;
  for (const { attributes } of nests.value) {
    if (attributes.id === nestId) continue;
    const found = await inNest(attributes.id);
    if (!found.ok || found.value) return found;
  }
  return ok(null);
}

// A row can stand on two pages when another is deleted between their requests.
const onceEach = <T extends { readonly id: number }>(rows: readonly T[]): readonly T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];
