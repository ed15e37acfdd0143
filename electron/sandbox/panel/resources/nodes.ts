import { type Answer, NO_CONTENT, refusal } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { listPage, partial } from "../http/list-page.ts";
import { queryBody } from "../http/query.ts";
import { nothing, type Route, route, rowOf } from "../http/route.ts";
import { refusedBy } from "../http/validated.ts";
import { DEPLOYABLE_NODES } from "../rules/request-rules.ts";
import { NO_VIABLE_NODE } from "../servers/find-place.ts";
import { usedOf } from "../shapes/places.ts";
import { renderItem } from "../shapes/render.ts";
import type { NodeRow } from "../store/rows.ts";
import { nodeColumns, type NodeBody } from "./node-columns.ts";

const QUERIES = {
  filters: { uuid: partial, name: partial, fqdn: partial, daemon_token_id: partial },
  sorts: ["id", "uuid", "memory", "disk"],
};

export const nodeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/nodes",
    needs: ["nodes", "read"],
    bind: nothing,
    answer: (call) => listPage(call, { shape: "node", table: call.store.nodes, queries: QUERIES }),
  }),
  route({ method: "GET", path: "/nodes/deployable", needs: ["nodes", "read"], bind: nothing, answer: deployable }),
  route({
    method: "GET",
    path: "/nodes/{node}",
    needs: ["nodes", "read"],
    bind: ({ store }, { node }) => rowOf(store.nodes, node),
    answer: (call, node) => ({ status: 200, body: renderItem(call, "node", node) }),
  }),
  route({ method: "POST", path: "/nodes", needs: ["nodes", "write"], bind: nothing, answer: createNode }),
  route({
    method: "PATCH",
    path: "/nodes/{node}",
    needs: ["nodes", "write"],
    bind: ({ store }, { node }) => rowOf(store.nodes, node),
    answer: updateNode,
  }),
  route({
    method: "DELETE",
    path: "/nodes/{node}",
    needs: ["nodes", "write"],
    bind: ({ store }, { node }) => rowOf(store.nodes, node),
    answer: deleteNode,
  }),
];

/** Nodes that a deploy could take, with what their servers use as text beside. */
function deployable(call: Call): Answer {
  const query = queryBody(call.query);
  const refused = refusedBy(call.store, query, DEPLOYABLE_NODES);
  if (refused) return refused;
  const listed = (name: string) => (query[name] as string[] | undefined) ?? [];
  const wish = { locations: listed("location_ids").map(Number), tags: listed("tags") };
  const need = { memory: Number(query["memory"]), disk: Number(query["disk"]) };
  const nodes = call.dialect.viableNodes(call.store, wish, need);
  if (nodes.length === 0) return NO_VIABLE_NODE;
  const ids = nodes.map(({ id }) => id).join(", ");
  const page = listPage(call, {
    shape: "node",
    table: call.store.nodes,
    within: { sql: `id IN (${ids})`, values: [] },
  });
  return { ...page, body: withSums(call, page.body as NodePage) };
}

interface NodePage {
  readonly data: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

const withSums = (call: Call, page: NodePage) => ({
  ...page,
  data: page.data.map((item) => {
    const used = usedOf(call.store, Number(item.attributes["id"]));
    const sums = { sum_memory: String(used.memory), sum_disk: String(used.disk) };
    return { ...item, attributes: { ...item.attributes, ...sums } };
  }),
});

function createNode(call: Call): Answer {
  const refused = refusedBy(call.store, call.body, call.dialect.rules.saveNode);
  if (refused) return refused;
  const node = call.store.nodes.insert({
    ...nodeColumns(call.body as NodeBody),
    uuid: crypto.randomUUID(),
    daemon: "{}",
    created_at: call.now(),
    updated_at: call.now(),
  });
  const resource = `${call.origin}/api/application/nodes/${node.id}`;
  return { status: 201, body: { ...renderItem(call, "node", node), meta: { resource } } };
}

/** Saves first and tells the daemon then: a daemon that does not listen gives an error for what has happened. */
async function updateNode(call: Call, node: NodeRow): Promise<Answer> {
  const refused = refusedBy(call.store, call.body, call.dialect.rules.saveNode, node.id);
  if (refused) return refused;
  const columns = nodeColumns(call.body as NodeBody, node);
  const updated = call.store.nodes.update(node.id, { ...columns, updated_at: call.now() });
  if (await call.daemon.ask(updated, "configure"))
    return refusal(
      400,
      "ConfigurationNotPersistedException",
      "The daemon configuration <strong>has been updated</strong>, however there was an error encountered while attempting to automatically update the configuration file on the Daemon. You will need to manually update the configuration file (config.yml) for the daemon to apply these changes.",
    );
  const item = renderItem(call, "node", updated);
  return { status: 200, body: { ...item, attributes: { ...item.attributes, mounts: [] } } };
}

function deleteNode({ store }: Call, node: NodeRow): Answer {
  if (store.servers.where({ node_id: node.id }).length > 0)
    return refusal(
      400,
      "HasActiveServersException",
      "A node must have no servers linked to it in order to be deleted.",
    );
  store.together(() => {
    for (const allocation of store.allocations.where({ node_id: node.id })) store.allocations.delete(allocation.id);
    store.nodes.delete(node.id);
  });
  return NO_CONTENT;
}
