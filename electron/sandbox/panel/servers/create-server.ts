import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { refusedBy } from "../http/validated.ts";
import { renderItem } from "../shapes/render.ts";
import { foldOrNull } from "../store/fold.ts";
import type { AllocationRow, EggRow, ServerRow } from "../store/rows.ts";
import { refusedEnvironment, setEnvironment } from "./egg-environment.ts";
import { freeAllocations, NO_VIABLE_ALLOCATION, NO_VIABLE_NODE } from "./find-place.ts";
import { type CreateServerBody, featureLimitColumns, isSet, limitColumns } from "./server-body.ts";
import { removeServer } from "./remove-server.ts";

/**
 * Rules, then a place, then the egg's variables, then the row, then the daemon. The row stands committed while the
 * daemon is asked, as `installing`; where the daemon fails, the daemon is asked to forget it and the row goes again
 * (Pelican lets it stand where the daemon said no, and nobody installs it).
 */
export async function createServer(call: Call): Promise<Answer> {
  const refused = refusedBy(call.store, call.body, call.dialect.rules.createServer);
  if (refused) return refused;
  const body = call.body as CreateServerBody;
  const place = findPlace(call, body);
  if ("status" in place) return place;
  const refusedVariables = refusedEnvironment(call.store, Number(body.egg), body.environment);
  if (refusedVariables) return refusedVariables;

  const server = call.store.together(() => insertServer(call, body, place));
  const node = call.store.nodes.get(server.node_id)!;
  const failure = await call.daemon.ask(node, "create");
  if (failure && call.dialect.takesBack(failure)) {
    await call.daemon.ask(node, "delete");
    removeServer(call.store, server.id);
  } else if (failure) call.installer.strand(server.id);
  else call.installer.begin(server.id);
  const failed = failure && call.dialect.answerFor(failure, crypto.randomUUID());
  if (failed) return failed;
  return { status: 201, body: renderItem(call, "server", call.store.servers.get(server.id)!) };
}

interface Place {
  readonly nodeId: number;
  readonly main: AllocationRow | null;
  readonly additional: readonly number[];
}

/** Where both are sent, a deploy wins over the allocation. */
function findPlace({ store, random, dialect }: Call, body: CreateServerBody): Place | Answer {
  const { deploy, allocation, limits } = body;
  if (!deploy) {
    const main = store.allocations.get(Number(allocation?.default))!;
    return { nodeId: main.node_id, main, additional: (allocation?.additional ?? []).map(Number) };
  }
  const need = { memory: Number(limits.memory), disk: Number(limits.disk) };
  const wish = { locations: (deploy.locations ?? []).map(Number), tags: deploy.tags ?? [] };
  const nodes = dialect.viableNodes(store, wish, need);
  if (nodes.length === 0) return NO_VIABLE_NODE;
  if (deploy.port_range.length === 0 && dialect.withoutPorts === "none")
    return { nodeId: nodes[0]!.id, main: null, additional: [] };
  const free = freeAllocations(store, nodes, { dedicated: isSet(deploy.dedicated_ip), ports: deploy.port_range });
  const main = free[Math.floor(random() * free.length)];
  return main ? { nodeId: main.node_id, main, additional: [] } : NO_VIABLE_ALLOCATION;
}

/** The first image of an egg. */
const imageOf = (egg: EggRow): string =>
  Object.values(JSON.parse(egg.docker_images) as Record<string, string>)[0] ?? "";
const isOomDisabled = ({ oom_disabled, oom_killer }: CreateServerBody): boolean =>
  oom_killer === undefined ? isSet(oom_disabled, true) : !isSet(oom_killer);

// The install is planned with the row, so that one is never there without the other.
function insertServer({ store, now, installer }: Call, body: CreateServerBody, place: Place): ServerRow {
  const { nodeId, main, additional } = place;
  const egg = store.eggs.get(Number(body.egg))!;
  const uuid = crypto.randomUUID();
  const server = store.servers.insert({
    external_id: body.external_id ?? null,
    external_fold: foldOrNull(body.external_id ?? null),
    uuid,
    uuidShort: uuid.slice(0, 8),
    node_id: nodeId,
    name: body.name,
    description: body.description ?? "",
    ...installer.plan(store.nodes.get(nodeId)!, "install"),
    owner_id: Number(body.user),
    ...limitColumns(body.limits),
    ...featureLimitColumns(body.feature_limits),
    oom_disabled: isOomDisabled(body) ? 1 : 0,
    allocation_id: main?.id ?? null,
    nest_id: egg.nest_id,
    egg_id: egg.id,
    startup: body.startup ?? egg.startup,
    image: body.docker_image ?? imageOf(egg),
    skip_scripts: isSet(body.skip_scripts) ? 1 : 0,
    start_on_completion: isSet(body.start_on_completion) ? 1 : 0,
    power: "offline",
    created_at: now(),
    updated_at: now(),
  });
  for (const id of new Set([...(main ? [main.id] : []), ...additional]))
    store.allocations.update(id, { server_id: server.id });
  setEnvironment(store, server.id, server.egg_id, body.environment);
  return server;
}
