import { type Answer, displayed } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { refusedBy } from "../http/validated.ts";
import { SERVER_BUILD, SERVER_DETAILS, SERVER_STARTUP } from "../rules/request-rules.ts";
import { renderItem } from "../shapes/render.ts";
import { foldOrNull } from "../store/fold.ts";
import type { ServerRow } from "../store/rows.ts";
import { type Environment, refusedEnvironment, setEnvironment } from "./egg-environment.ts";
import { type FeatureLimitsBody, featureLimitColumns, isSet, limitColumns, type LimitsBody } from "./server-body.ts";

const updated = (call: Call, server: ServerRow, change: Partial<ServerRow>): Answer => {
  const row = call.store.servers.update(server.id, { ...change, updated_at: call.now() });
  return { status: 200, body: renderItem(call, "server", row) };
};

/** Name and owner; an external id or a description that is not mentioned is cleared. */
export function changeDetails(call: Call, server: ServerRow): Answer {
  const refused = refusedBy(call.store, call.body, SERVER_DETAILS, server.id);
  if (refused) return refused;
  const body = call.body as {
    name: string;
    user: number | string;
    external_id?: string | null;
    description?: string | null;
  };
  return updated(call, server, {
    name: body.name,
    owner_id: Number(body.user),
    external_id: body.external_id ?? null,
    external_fold: foldOrNull(body.external_id ?? null),
    description: body.description ?? "",
  });
}

interface BuildBody extends Partial<LimitsBody> {
  readonly allocation: number | string;
  readonly oom_disabled?: unknown;
  readonly limits?: LimitsBody;
  readonly feature_limits: FeatureLimitsBody;
  readonly add_allocations?: readonly (number | string)[] | null;
  readonly remove_allocations?: readonly (number | string)[] | null;
}

/** Limits and ports. Nobody asks whether the node has room for them. */
export function changeBuild(call: Call, server: ServerRow): Answer {
  const refused = refusedBy(call.store, call.body, SERVER_BUILD, server.id);
  if (refused) return refused;
  const body = call.body as BuildBody;
  const refusedPorts = changePorts(call, server, body);
  if (refusedPorts) return refusedPorts;
  const given = Object.entries(body.limits ?? body).filter(([name]) => name in limitColumns(server));
  const limits = limitColumns({ ...server, ...Object.fromEntries(given) });
  return updated(call, server, {
    ...limits,
    ...featureLimitColumns(body.feature_limits),
    allocation_id: Number(body.allocation),
    ...(body.oom_disabled === undefined ? {} : { oom_disabled: isSet(body.oom_disabled) ? 1 : 0 }),
  });
}

function changePorts({ store }: Call, server: ServerRow, body: BuildBody): Answer | null {
  const wanted = Number(body.allocation);
  const added = (body.add_allocations ?? []).map(Number);
  const fresh = added.filter((id) => {
    const row = store.allocations.get(id);
    return row?.node_id === server.node_id && row.server_id === null;
  });
  const removed = new Set((body.remove_allocations ?? []).map(Number));
  if (removed.has(wanted) && fresh.length === 0)
    return displayed(
      "You are attempting to delete the default allocation for this server but there is no fallback allocation to use.",
    );
  if (store.allocations.get(wanted)?.server_id !== server.id && !fresh.includes(wanted))
    return displayed("The requested default allocation is not currently assigned to this server.");
  store.together(() => {
    for (const id of fresh) store.allocations.update(id, { server_id: server.id });
    for (const { id } of store.allocations.where({ server_id: server.id })) {
      if (removed.has(id) && id !== wanted) store.allocations.update(id, { server_id: null });
    }
  });
  return null;
}

interface StartupBody {
  readonly startup: string;
  readonly environment: Environment;
  readonly egg: number | string;
  readonly image: string;
  readonly skip_scripts: unknown;
}

/** Egg, image, command and variables; an empty environment leaves the variables as they are. */
export function changeStartup(call: Call, server: ServerRow): Answer {
  const refused = refusedBy(call.store, call.body, SERVER_STARTUP, server.id);
  if (refused) return refused;
  const body = call.body as StartupBody;
  const egg = call.store.eggs.get(Number(body.egg))!;
  if (Object.keys(body.environment).length > 0) {
    const refusedVariables = refusedEnvironment(call.store, egg.id, body.environment);
    if (refusedVariables) return refusedVariables;
    setEnvironment(call.store, server.id, egg.id, body.environment);
  }
  return updated(call, server, {
    startup: body.startup,
    image: body.image,
    egg_id: egg.id,
    nest_id: egg.nest_id,
    skip_scripts: isSet(body.skip_scripts) ? 1 : 0,
  });
}
