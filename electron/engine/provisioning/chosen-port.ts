import type { z } from "zod";
import type { PlacementEdit } from "../../../shared/contract/step-edit.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { PanelAllocation, PanelNode } from "../panel/panel-port.ts";

export type ChosenPlace = z.infer<typeof PlacementEdit>;

interface ChosenPort {
  readonly node: PanelNode;
  readonly allocation: PanelAllocation;
}
interface NotThere {
  readonly code: "NODE_UNKNOWN" | "NO_CAPACITY" | "ALLOCATION_UNKNOWN" | "PORT_TAKEN";
  readonly says: string;
}

/** The node's first free port: the lowest number, so that the same nodes always give the same. Pure. */
export const freeAllocation = ({ allocations }: PanelNode): PanelAllocation | undefined =>
  allocations.filter(({ assigned }) => !assigned).sort((a, b) => a.port - b.port || a.id - b.id)[0];

/** The port that was chosen, or a free one of the node that was, among the nodes as they are now. Pure. */
export function chosenPort(nodes: readonly PanelNode[], chosen: ChosenPlace): Result<ChosenPort, NotThere> {
  return "nodeId" in chosen ? onNode(nodes, chosen.nodeId) : ofId(nodes, chosen.allocationId);
}

function onNode(nodes: readonly PanelNode[], nodeId: number): Result<ChosenPort, NotThere> {
  const node = nodes.find(({ id }) => id === nodeId);
  if (!node) return err({ code: "NODE_UNKNOWN", says: `The panel has no node ${nodeId}.` });
  const allocation = freeAllocation(node);
  return allocation
    ? ok({ node, allocation })
    : err({ code: "NO_CAPACITY", says: `The node ${node.name} has no free port.` });
}

function ofId(nodes: readonly PanelNode[], allocationId: number): Result<ChosenPort, NotThere> {
  for (const node of nodes) {
    const allocation = node.allocations.find(({ id }) => id === allocationId);
    if (!allocation) continue;
    const says = `The port ${allocation.port} of the node ${node.name} is another server's.`;
    return allocation.assigned ? err({ code: "PORT_TAKEN", says }) : ok({ node, allocation });
  }
  return err({ code: "ALLOCATION_UNKNOWN", says: `The panel has no allocation ${allocationId}.` });
}
