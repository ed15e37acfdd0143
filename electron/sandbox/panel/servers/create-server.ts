import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { refusedBy } from "../http/validated.ts";
import { CREATE_SERVER } from "../rules/request-rules.ts";
import { renderItem } from "../shapes/render.ts";
import { foldOrNull } from "../store/fold.ts";
import type { AllocationRow, ServerRow } from "../store/rows.ts";
import { refusedEnvironment, setEnvironment } from "./egg-environment.ts";
import { freeAllocations, NO_VIABLE_ALLOCATION, NO_VIABLE_NODE, viableNodes } from "./find-place.ts";
import { type CreateServerBody, featureLimitColumns, isSet, limitColumns } from "./server-body.ts";
import { removeServer } from "./remove-server.ts";

/**
 * Rules, then a place, then the egg's variables, then the row, then the daemon. The row stands committed while the
 * daemon is asked, as `installing`; where the daemon fails, the daemon is asked to forget it and the row goes again.
 */
export async function createServer(call: Call): Promise<Answer> {
  const refused = refusedBy(call.store, call.body, CREATE_SERVER);
  if (refused) return refused;
  const body = call.body as CreateServerBody;
  const place = findPlace(call, body);
  if ("status" in place) return place;
  const refusedVariables = refusedEnvironment(call.store, Number(body.egg), body.environment);
  if (refusedVariables) return refusedVariables;

  const server = call.store.together(() => insertServer(call, body, place));
  const node = call.store.nodes.get(server.node_id)!;
  const failed = await call.daemon.ask(node, "create");
  if (failed) {
    await call.daemon.ask(node, "delete");
    removeServer(call.store, server.id);
    return failed;
  }
  call.installer.begin(server.id);
  return { status: 201, body: renderItem(call, "server", call.store.servers.get(server.id)!) };
}

interface Place {
  readonly main: AllocationRow;
  readonly additional: readonly number[];
}

/** Where both are sent, a deploy wins over the allocation. */
function findPlace({ store, random }: Call, { deploy, allocation, limits }: CreateServerBody): Place | Answer {
  if (!deploy) {
    const main = store.allocations.get(Number(allocation?.default))!;
    return { main, additional: (allocation?.additional ?? []).map(Number) };
  }
  const need = { memory: Number(limits.memory), disk: Number(limits.disk) };
  const nodes = viableNodes(store, deploy.locations.map(Number), need);
  if (nodes.length === 0) return NO_VIABLE_NODE;
  const free = freeAllocations(store, nodes, { dedicated: isSet(deploy.dedicated_ip), ports: deploy.port_range });
  const main = free[Math.floor(random() * free.length)];
  return main ? { main, additional: [] } : NO_VIABLE_ALLOCATION;
}

// The install is planned with the row, so that one is never there without the other.
function insertServer({ store, now, installer }: Call, body: CreateServerBody, { main, additional }: Place): ServerRow {
  const uuid = crypto.randomUUID();
  const server = store.servers.insert({
    external_id: body.external_id ?? null,
    external_fold: foldOrNull(body.external_id ?? null),
    uuid,
    uuidShort: uuid.slice(0, 8),
    node_id: main.node_id,
    name: body.name,
    description: body.description ?? "",
    ...installer.plan(store.nodes.get(main.node_id)!, "install"),
    owner_id: Number(body.user),
    ...limitColumns(body.limits),
    ...featureLimitColumns(body.feature_limits),
    oom_disabled: isSet(body.oom_disabled, true) ? 1 : 0,
    allocation_id: main.id,
    nest_id: store.eggs.get(Number(body.egg))!.nest_id,
    egg_id: Number(body.egg),
    startup: body.startup,
    image: body.docker_image,
    skip_scripts: isSet(body.skip_scripts) ? 1 : 0,
    start_on_completion: isSet(body.start_on_completion) ? 1 : 0,
    power: "offline",
    created_at: now(),
    updated_at: now(),
  });
  for (const id of new Set([main.id, ...additional])) store.allocations.update(id, { server_id: server.id });
  setEnvironment(store, server.id, server.egg_id, body.environment);
  return server;
}
