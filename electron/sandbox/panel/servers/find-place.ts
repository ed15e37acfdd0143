import { refusal } from "../http/answer.ts";
import { usedOf } from "../shapes/places.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import type { AllocationRow, NodeRow } from "../store/rows.ts";

export interface Need {
  readonly memory: number;
  readonly disk: number;
}

export const NO_VIABLE_NODE = refusal(
  400,
  "NoViableNodeException",
  "No nodes satisfying the requirements specified for automatic deployment could be found.",
);
export const NO_VIABLE_ALLOCATION = refusal(
  400,
  "NoViableAllocationException",
  "No allocations satisfying the requirements for automatic deployment were found.",
);

/** Whether a node takes one more of this size, where `holds` says what a size and its over-allocation hold in all. */
export function hasRoom(
  store: PanelStore,
  node: NodeRow,
  need: Need,
  holds: (size: number, overallocate: number) => number,
): boolean {
  const used = usedOf(store, node.id);
  return (
    used.memory + need.memory <= holds(node.memory, node.memory_overallocate) &&
    used.disk + need.disk <= holds(node.disk, node.disk_overallocate)
  );
}

export interface Wish {
  readonly dedicated: boolean;
  /** Ports and ranges as text; what is neither is passed over. */
  readonly ports: readonly string[];
}

/** The free allocations of these nodes that fit the wish. */
export function freeAllocations(
  store: PanelStore,
  nodes: readonly NodeRow[],
  { dedicated, ports }: Wish,
): AllocationRow[] {
  const ranges = ports.flatMap((text) => {
    const [, low, high] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
    return low === undefined ? [] : [[Number(low), Number(high ?? low)] as const];
  });
  const inRange = (port: number) => ranges.length === 0 || ranges.some(([low, high]) => port >= low && port <= high);
  return nodes.flatMap((node) => {
    const all = store.allocations.where({ node_id: node.id });
    const shared = new Set(all.filter(({ server_id }) => server_id !== null).map(({ ip }) => ip));
    return all.filter(
      ({ server_id, ip, port }) => server_id === null && inRange(port) && !(dedicated && shared.has(ip)),
    );
  });
}
