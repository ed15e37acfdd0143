import { err, ok } from "../../../shared/kernel/result.ts";
import { findRegion } from "../catalog/read-catalog.ts";
import { roomOfNode } from "../mirror/mirrored-nodes.ts";
import { bestNode, gb, placesOf, regionRoom } from "../mirror/node-room.ts";
import { readBuild } from "../orders/server-build.ts";
import type { NewPanelServer } from "../panel/panel-port.ts";
import { type ChosenPlace, chosenPort, freeAllocation } from "./chosen-port.ts";
import type { Run, Stepped } from "./run.ts";
import { refusal, settleTrouble } from "./settle-trouble.ts";
import { readEdits } from "./step-edits.ts";
import { type Attempt, newAttempt, writeStep } from "./step-journal.ts";

export type Place = NewPanelServer["place"];

/**
 * Where the server goes: a free port on the region's best node, by the nodes as they are now; or the region's locations or
 * tags, where the catalog leaves the choice to the panel. What an operator chose comes before all that.
 */
export async function placeServer(run: Run): Stepped<Place> {
  const { deps, panel, order } = run;
  const { placement: chosen } = await readEdits(deps.db, order.id);
  if (chosen) return takePlace(run, chosen.input, chosen.by);
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

/** The port that an operator chose, or a free one of the node that they chose; whether there is room is theirs to know. */
async function takePlace(run: Run, chosen: ChosenPlace, by: string): Stepped<Place> {
  const attempt = newAttempt("placement", { ...chosen, by }, run.deps.options.now());
  const { result, exchanges } = await run.panel.listNodes();
  const asked: Attempt = { ...attempt, exchanges };
  if (!result.ok) return err(await settleTrouble(run, asked, result.error));
  const found = chosenPort(result.value, chosen);
  if (!found.ok) {
    const { code, says } = found.error;
    const trouble = refusal(code, `${says} ${by} chose it: retry this step with another, or with none.`);
    return err(await settleTrouble(run, asked, trouble));
  }
  const { node, allocation } = found.value;
  const place = { kind: "allocation", allocationId: allocation.id } as const;
  await keepPlace(run, asked, place, `Node ${node.name}, ${allocation.ip}:${allocation.port}, chosen by ${by}.`);
  return ok(place);
}

async function keepPlace({ deps, order }: Run, attempt: Attempt, place: Place, says: string): Promise<void> {
  const end = { outcome: "done", code: null, says, found: { place }, finishedAt: deps.options.now() } as const;
  await deps.db.transaction().execute((tx) => writeStep(tx, order.id, attempt, end));
}
