import type { Region } from "../catalog/read-catalog.ts";
import type { ServerBuild } from "../orders/server-build.ts";
import { NO_LIMIT } from "../panel/panel-port.ts";

/** A node with its room, as far as deciding needs it. MiB; overallocation in percent, as the port tells it. */
export interface NodeRoom {
  readonly id: number;
  readonly name: string;
  readonly locationId: number | null;
  readonly tags: readonly string[];
  readonly public: boolean;
  readonly maintenance: boolean;
  readonly memory: number;
  readonly memoryOverallocate: number;
  readonly disk: number;
  readonly diskOverallocate: number;
  readonly memoryUsed: number;
  readonly diskUsed: number;
  readonly portsFree: number;
}

export type Needs = Pick<ServerBuild, "memoryMb" | "diskMb">;
type Place = Pick<Region, "name" | "location_ids" | "node_ids" | "tags" | "node_weights" | "placement">;

/** How many more servers fit, and a sentence that explains a zero. */
export interface Room {
  readonly count: number;
  readonly says: string;
}

/**
 * What a node may hold in all. −1 means "no limit" where we place by allocation, as the panel's admins read it;
 * Pterodactyl's own `deploy` computes with it like with any other number, and so do we where it decides.
 */
export function capacityOf(size: number, overallocate: number, placement: Place["placement"]): number {
  if (overallocate === NO_LIMIT || (overallocate < 0 && placement === "nodes")) return Infinity;
  return size * (1 + overallocate / 100);
}

/**
 * The nodes that a region may use: those it names, else the public ones in its locations or with any of its tags.
 * `deploy` knows no single nodes.
 */
export function nodesOfRegion<N extends NodeRoom>(nodes: readonly N[], region: Place): N[] {
  const { node_ids, location_ids, tags = [], placement } = region;
  if (node_ids && placement === "nodes") return nodes.filter(({ id }) => node_ids.includes(id));
  const isThere = ({ locationId }: N) => locationId !== null && location_ids.includes(locationId);
  return nodes.filter((node) => node.public && (isThere(node) || node.tags.some((tag) => tags.includes(tag))));
}

/** How many servers of this size the region still takes, after what other orders will take. Pure. */
export function regionRoom(
  nodes: readonly NodeRoom[],
  region: Place,
  reserved: readonly Reservation[],
  build: Needs,
): Room {
  const mine = nodesOfRegion(reserve(nodes, reserved), region);
  const count = mine.reduce((sum, node) => sum + fitting(node, region, build), 0);
  if (count > 0) return { count, says: `${count} more of this size ${count === 1 ? "fits" : "fit"}.` };
  return { count: 0, says: whyNone(mine, region, build) };
}

/** What an order that has no server yet will take, and where. */
export interface Reservation {
  readonly region: Place;
  readonly needs: Needs;
}

/** The nodes as they will be when every reservation has its server, each placed where it would be placed. Pure. */
export function reserve<N extends NodeRoom>(nodes: readonly N[], reservations: readonly Reservation[]): N[] {
  const left = new Map(nodes.map((node) => [node.id, node]));
  for (const { region, needs } of reservations) {
    const node = bestNode([...left.values()], region, needs);
    if (!node) continue; // what fits nowhere takes nobody's room
    const memoryUsed = node.memoryUsed + needs.memoryMb;
    const diskUsed = node.diskUsed + needs.diskMb;
    left.set(node.id, { ...node, memoryUsed, diskUsed, portsFree: node.portsFree - 1 });
  }
  return [...left.values()];
}

/**
 * Among the nodes of the region that take the server, the one with the largest share of its memory free, times the
 * weight that the region gives it (1 where it gives none): a node of weight 2 that is half free stands beside one of
 * weight 1 that is empty, and one of weight 0 is taken only where no other is left. Lowest id on a tie. Pure.
 */
export function bestNode<N extends NodeRoom>(nodes: readonly N[], region: Place, build: Needs): N | undefined {
  const able = nodesOfRegion(nodes, region).filter((node) => fitting(node, region, build) > 0);
  const worth = (node: N) => freeShare(node) * (region.node_weights?.[String(node.id)] ?? 1);
  return able.sort((a, b) => worth(b) - worth(a) || a.id - b.id)[0];
}

function freeShare({ memory, memoryOverallocate, memoryUsed }: NodeRoom): number {
  if (memory === 0 && memoryOverallocate === NO_LIMIT) return 1; // it can't fill
  const total = memory * (1 + Math.max(memoryOverallocate, 0) / 100);
  return total === 0 ? 0 : (total - memoryUsed) / total;
}

function fitting(node: NodeRoom, region: Place, build: Needs): number {
  if (node.maintenance) return 0;
  const memory = Math.floor(memoryFree(node, region) / build.memoryMb);
  const disk = Math.floor(diskFree(node, region) / build.diskMb);
  return Math.max(0, Math.min(memory, disk, node.portsFree));
}

const memoryFree = (node: NodeRoom, { placement }: Place) =>
  capacityOf(node.memory, node.memoryOverallocate, placement) - node.memoryUsed;
const diskFree = (node: NodeRoom, { placement }: Place) =>
  capacityOf(node.disk, node.diskOverallocate, placement) - node.diskUsed;

/** Why a region takes none: which node lacks what. */
function whyNone(nodes: readonly NodeRoom[], region: Place, build: Needs): string {
  if (nodes.length === 0) {
    return `The panel has ${noneOf(region)}, which the region ${region.name} names.`;
  }
  const lacks = nodes.slice(0, MOST_NODES).map((node) => `${node.name} ${lackOf(node, region, build)}`);
  const more = nodes.length - lacks.length;
  return `No node of ${region.name} has room: ${lacks.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

const noneOf = (region: Place): string =>
  region.node_ids && region.placement === "nodes"
    ? `none of the nodes ${region.node_ids.join(", ")}`
    : `no public node ${placesOf(region)}`;

/** `in location 1, 2`, `tagged eu, ssd`: what a region's nodes are found by, for a sentence. Pure. */
export const placesOf = ({ location_ids, tags = [] }: Pick<Place, "location_ids" | "tags">): string =>
  [
    ...(location_ids.length > 0 ? [`in location ${location_ids.join(", ")}`] : []),
    ...(tags.length > 0 ? [`tagged ${tags.join(", ")}`] : []),
  ].join(" or ");

const MOST_NODES = 5;

function lackOf(node: NodeRoom, region: Place, build: Needs): string {
  if (node.maintenance) return "is in maintenance";
  if (node.portsFree <= 0) return "has no free port";
  const memory = memoryFree(node, region);
  if (memory < build.memoryMb) return `has ${gb(memory)} of memory free, ${gb(build.memoryMb)} is needed`;
  return `has ${gb(diskFree(node, region))} of disk free, ${gb(build.diskMb)} is needed`;
}

/** MiB as people say it: `3.5 GB`. */
export const gb = (mib: number): string => `${Number((Math.max(mib, 0) / 1024).toFixed(1))} GB`;
