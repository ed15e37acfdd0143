import type { RegionOffer } from "../../../shared/contract/catalog.ts";
import { buildOf } from "../catalog/offer.ts";
import { findPlan, listRegions, type Plan, type Region } from "../catalog/read-catalog.ts";
import type { Deps } from "../deps.ts";
import { USABLE_MS } from "./capacity.ts";
import { readMark } from "./mirror-age.ts";
import { listMirroredNodes, type MirroredNode } from "./mirrored-nodes.ts";
import { capacityOf, nodesOfRegion, regionRoom, type Reservation, reserve } from "./node-room.ts";
import { listReservations } from "./reservations.ts";

/** The regions on sale with the room that each has for a plan, by the mirror. `room` is null where that is not known. */
export async function listRegionOffers(deps: Pick<Deps, "db" | "options">, planId: string): Promise<RegionOffer[]> {
  const { db, options } = deps;
  const now = options.now();
  const [plan, regions, nodes] = [await findPlan(db, planId), await listRegions(db), await listMirroredNodes(db)];
  const reserved = await listReservations(db, now);
  const unknown = unknownBecause(plan, (await readMark(db, "mirror.nodes")).readAt, now);
  const left = reserve(nodes, reserved);
  return regions.map((region) => ({
    id: region.id,
    name: region.name,
    nodes: nodesOfRegion(nodes, region).length,
    usedShare: usedShare(left, region),
    ...(plan && unknown === null ? roomFor(plan, region, nodes, reserved) : { room: null, says: unknown ?? "" }),
  }));
}

function unknownBecause(plan: Plan | undefined, readAt: number | null, now: number): string | null {
  if (!plan) return "No such plan is on sale.";
  if (readAt === null) return "The panel was never read, so its room is unknown.";
  const age = now - readAt;
  return age <= USABLE_MS ? null : `The panel was last read ${Math.round(age / 60_000)} min ago; its room is unknown.`;
}

function roomFor(
  plan: Plan,
  region: Region,
  nodes: readonly MirroredNode[],
  reserved: readonly Reservation[],
): { readonly room: number; readonly says: string } {
  const { count, says } = regionRoom(nodes, region, reserved, buildOf(plan, []));
  return { room: count, says };
}

/** The share of the region's memory that is used or reserved; a node that no size limits counts for nothing. */
function usedShare(nodes: readonly MirroredNode[], region: Region): number {
  const mine = nodesOfRegion(nodes, region).filter(({ memory }) => memory > 0);
  const total = mine.reduce((sum, node) => sum + finiteCapacity(node), 0);
  const used = mine.reduce((sum, node) => sum + node.memoryUsed, 0);
  return total === 0 ? 0 : Math.min(1, used / total);
}

/** What a node may hold of memory, where "no limit" is told as what it physically has, or else as what is used. MiB. */
export const finiteCapacity = ({ memory, memoryOverallocate, memoryUsed }: MirroredNode): number =>
  finite(memory, memoryOverallocate, memoryUsed);

/** As {@link finiteCapacity}, of any size. */
export const finite = (size: number, overallocate: number, used: number): number =>
  size === 0 ? used : capacityOf(size, Math.max(overallocate, 0), "nodes");
