import { err, ok } from "../../../shared/kernel/result.ts";
import { PANEL_ACTS } from "./panel-acts.ts";
import type { Answer, PanelCalls, Trail } from "./panel-calls.ts";
import type { PanelDialect } from "./panel-dialect.ts";
import { faultOf } from "./panel-fault.ts";
import type { NewPanelServer, PanelEgg } from "./panel-port.ts";
import { AllocationRaw, EggRaw, LocatedNodeRaw, NestRaw, ServerRaw, UserRaw } from "./panel-shapes.ts";
import { readAllocation, readEgg, readNode, readServer, readUser } from "./read-answer.ts";
import { nowhere, plainServerBody, plainUserBody } from "./request-bodies.ts";

const API = "/api/application";
const EggAnswer = EggRaw.transform(readEgg);

/** Locations and nests; a deploy names locations. */
export const PTERODACTYL: PanelDialect = {
  acts: PANEL_ACTS,
  server: ServerRaw.transform(readServer),
  user: UserRaw.transform(readUser),
  allocation: AllocationRaw.transform(readAllocation),
  node: LocatedNodeRaw.transform((raw) => {
    const { node, allocations } = readNode(raw);
    return { node: { ...node, locationId: raw.attributes.location_id, tags: [] }, allocations };
  }),
  findEgg,
  userBody: (user) => ({ ...plainUserBody(user), first_name: user.firstName, last_name: user.lastName }),
  serverBody: async (server) => {
    const { place } = server;
    if (place.kind === "deploy" && place.locationIds.length === 0)
      return err(faultOf(null, "refused", "PANEL_NO_NODE", nowhere("location_ids", "locations")));
    return ok({ ...plainServerBody(server), ...placeOf(server) });
  },
};

/** Exactly one of `allocation` and `deploy`: where both are sent, the panel ignores the allocation. */
const placeOf = ({ place }: NewPanelServer) =>
  place.kind === "allocation"
    ? { allocation: { default: place.allocationId } }
    : { deploy: { locations: place.locationIds, dedicated_ip: false, port_range: [] } };

/** Asks the named nest first; where that is wrong or unknown, every nest, since an egg's address has its nest in it. */
async function findEgg(
  calls: PanelCalls,
  eggId: number,
  nestId: number | null,
  trail: Trail,
): Promise<Answer<PanelEgg | null>> {
  const inNest = (nest: number): Promise<Answer<PanelEgg | null>> =>
    calls.find(PANEL_ACTS.findEgg, `${API}/nests/${nest}/eggs/${eggId}?include=variables`, EggAnswer, trail);
  if (nestId !== null) {
    const found = await inNest(nestId);
    if (!found.ok || found.value) return found;
  }
  const nests = await calls.list(PANEL_ACTS.listNests, `${API}/nests`, "", NestRaw, trail);
  if (!nests.ok) return nests;
  for (const { attributes } of nests.value) {
    if (attributes.id === nestId) continue;
    const found = await inNest(attributes.id);
    if (!found.ok || found.value) return found;
  }
  return ok(null);
}
