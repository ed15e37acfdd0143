import { err, ok } from "../../../shared/kernel/result.ts";
import { findRegion } from "../catalog/read-catalog.ts";
import { roomOfNode } from "../mirror/mirrored-nodes.ts";
import { bestNode, gb, placesOf, regionRoom } from "../mirror/node-room.ts";
import { readBuild } from "../orders/server-build.ts";
import type { NewPanelServer, PanelAllocation, PanelNode } from "../panel/panel-port.ts";
import type { Run, Stepped } from "./run.ts";
import { refusal, settleTrouble } from "./settle-trouble.ts";
import { type Attempt, newAttempt, writeStep } from "./step-journal.ts";

export type Place = NewPanelServer["place"];

/**
 * Where the server goes: a free port on the node of the region that has the largest share of its memory free, by the nodes
 * as they are now; or the region's locations, where the catalog leaves the choice to the panel.
 */
export async function placeServer(run: Run): Stepped<Place> {
  const { deps, panel, order } = run;
  const build = readBuild(order.build);
  const input = { region: order.region, memoryMb: build.memoryMb, diskMb: build.diskMb };
  const attempt = newAttempt("placement", input, deps.options.now());
  const region = await findRegion(deps.db, order.region);
  if (!region) {
    const says = `The catalog has no region ${order.region} any more. Put it back into the catalog, then retry.`;
    return err(await settleTrouble(run, attempt, refusal("REGION_UNKNOWN", says)));
  }
  if (region.placement === "deploy") {
    const place = { kind: "deploy", locationIds: region.location_ids, tags: region.tags ?? [] } as const;
    await keepPlace(run, attempt, place, `The panel chooses a node ${placesOf(region)}.`);
    return ok(place);
  }
  const { result, exchanges } = await panel.listNodes();
  const asked: Attempt = { ...attempt, exchanges };
  if (!result.ok) return err(await settleTrouble(run, asked, result.error));
  const nodes = result.value.map((node) => ({ ...roomOfNode(node), node }));
  const best = bestNode(nodes, region, build);
  const allocation = best && freeAllocation(best.node);
  if (!best || !allocation) {
    const { says } = regionRoom(nodes, region, [], build);
    return err(await settleTrouble(run, asked, refusal("NO_CAPACITY", says)));
  }
  const place = { kind: "allocation", allocationId: allocation.id } as const;
  const says = `Node ${best.name}, ${allocation.ip}:${allocation.port}; ${gb(best.memory - best.memoryUsed)} of its ${gb(best.memory)} of memory are not taken.`;
  await keepPlace(run, asked, place, says);
  return ok(place);
}

const freeAllocation = ({ allocations }: PanelNode): PanelAllocation | undefined =>
  allocations.filter(({ assigned }) => !assigned).sort((a, b) => a.port - b.port || a.id - b.id)[0];

async function keepPlace({ deps, order }: Run, attempt: Attempt, place: Place, says: string): Promise<void> {
  const end = { outcome: "done", code: null, says, found: { place }, finishedAt: deps.options.now() } as const;
  await deps.db.transaction().execute((tx) => writeStep(tx, order.id, attempt, end));
}
