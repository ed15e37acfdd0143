import { type Answer, NO_CONTENT, refusal } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { exact, listPage, partial, unassigned } from "../http/list-page.ts";
import { type Route, route, rowOf } from "../http/route.ts";
import { refusedBy } from "../http/validated.ts";
import { CREATE_ALLOCATIONS } from "../rules/request-rules.ts";
import type { AllocationRow, NodeRow } from "../store/rows.ts";

const QUERIES = { filters: { ip: exact, port: exact, ip_alias: partial, server_id: unassigned }, sorts: [] };
const MOST_PORTS = 1000;

export const allocationRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/nodes/{node}/allocations",
    needs: ["allocations", "read"],
    bind: ({ store }, { node }) => rowOf(store.nodes, node),
    answer: (call, node) =>
      listPage(call, {
        shape: "allocation",
        table: call.store.allocations,
        within: { sql: "node_id = ?", values: [node.id] },
        queries: QUERIES,
      }),
  }),
  route({
    method: "POST",
    path: "/nodes/{node}/allocations",
    needs: ["allocations", "write"],
    bind: ({ store }, { node }) => rowOf(store.nodes, node),
    answer: createAllocations,
  }),
  route({
    method: "DELETE",
    path: "/nodes/{node}/allocations/{allocation}",
    needs: ["allocations", "write"],
    bind: ({ store }, { node, allocation }) => {
      const found = rowOf(store.allocations, allocation);
      return found?.node_id === rowOf(store.nodes, node)?.id ? found : null;
    },
    answer: deleteAllocation,
  }),
];

/** Makes what is missing of the ports; those that are there already are left alone, and nothing says so. */
function createAllocations(call: Call, node: NodeRow): Answer {
  const refused = refusedBy(call.store, call.body, CREATE_ALLOCATIONS);
  if (refused) return refused;
  const { ip, ports, alias } = call.body as { ip: string; ports: string[]; alias?: string | null };
  const wanted = ports.map(portsOf);
  const bad = wanted.find((one): one is Answer => "status" in one);
  if (bad) return bad;
  call.store.together(() => {
    for (const port of (wanted as number[][]).flat()) {
      if (call.store.allocations.where({ node_id: node.id, ip, port }).length > 0) continue;
      call.store.allocations.insert({
        node_id: node.id,
        ip,
        ip_alias: alias ?? null,
        port,
        notes: null,
        server_id: null,
      });
    }
  });
  return NO_CONTENT;
}

function portsOf(text: string): number[] | Answer {
  const [, low, high] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (low === undefined)
    return refusal(
      400,
      "InvalidPortMappingException",
      `The mapping provided for ${text} was invalid and could not be processed.`,
    );
  const [from, to] = [Number(low), Number(high ?? low)];
  if (to - from >= MOST_PORTS)
    return refusal(
      400,
      "TooManyPortsInRangeException",
      "Adding more than 1000 ports in a single range at once is not supported.",
    );
  if (from <= 1024 || to > 65_535)
    return refusal(
      400,
      "PortOutOfRangeException",
      "Ports in an allocation must be greater than 1024 and less than or equal to 65535.",
    );
  return Array.from({ length: Math.max(0, to - from + 1) }, (_none, index) => from + index);
}

function deleteAllocation({ store }: Call, allocation: AllocationRow): Answer {
  if (allocation.server_id !== null)
    return refusal(
      400,
      "ServerUsingAllocationException",
      "A server is currently assigned to this allocation. An allocation can only be deleted if no server is currently assigned.",
    );
  store.allocations.delete(allocation.id);
  return NO_CONTENT;
}
