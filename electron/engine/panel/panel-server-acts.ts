import { z } from "zod";
import { err, ok } from "../../../shared/kernel/result.ts";
import { PANEL_ACTS, type PanelAct } from "./panel-acts.ts";
import { type Answer, onTrail, type PanelCalls, type Trail } from "./panel-calls.ts";
import { faultOf } from "./panel-fault.ts";
import type { PanelCall } from "./panel-port.ts";

/** What of a server a change of plan may change. MiB, percent; −1 swap is "without a limit". */
export interface NewServerBuild {
  readonly limits: {
    readonly memory: number;
    readonly swap: number;
    readonly disk: number;
    readonly io: number;
    readonly cpu: number;
  };
  readonly featureLimits: { readonly databases: number; readonly allocations: number; readonly backups: number };
}

/** What is done to a server that is there. Asked again, each ends the same. */
export interface ServerActs {
  /** Sets size and limits, on the port that it has. The panel does not ask whether its node has room: ask before. */
  changeBuild(id: number, build: NewServerBuild): Promise<PanelCall<void>>;
  /** Sets the external id, and leaves name, owner and description as they are. */
  changeExternalId(id: number, externalId: string): Promise<PanelCall<void>>;
  /** Installs once more. On the panel this lifts a suspension: don't ask it of a server that must stand still. */
  reinstallServer(id: number): Promise<PanelCall<void>>;
  /** Removes the server and all that is on it. One that is not there (any more) counts as removed. */
  deleteServer(id: number): Promise<PanelCall<void>>;
  /** How much of its disk a server uses (MiB); null where this key, or the server's state, does not let that be seen. */
  readDiskUsed(identifier: string): Promise<PanelCall<number | null>>;
}

const API = "/api/application/servers";
const MIB = 1024 * 1024;

/** What of a server's answer has to be sent back with a change, since what is not mentioned is cleared or refused. */
const Kept = z.object({
  attributes: z.object({
    name: z.string(),
    description: z.string().nullish(),
    user: z.number().int(),
    allocation: z.number().int().nullable(),
    limits: z.object({ threads: z.string().nullish() }),
  }),
});
type Kept = z.infer<typeof Kept>["attributes"];

const Usage = z.object({ attributes: z.object({ resources: z.object({ disk_bytes: z.number() }) }) });

type Acts = Readonly<Record<keyof typeof PANEL_ACTS, PanelAct>>;

/** A server's later life on a panel. `acts` are the panel's kind's own. */
export function serverActs(calls: PanelCalls, acts: Acts, apiKey: string): ServerActs {
  const keptOf = async (id: number, trail: Trail): Promise<Answer<Kept>> => {
    const found = await calls.find(acts.findServer, `${API}/${id}`, Kept, trail);
    if (!found.ok) return found;
    if (found.value) return ok(found.value.attributes);
    return err(faultOf(null, "refused", "PANEL_NOT_FOUND", `The panel has no server ${id} any more.`));
  };
  return {
    changeBuild: (id, build) =>
      onTrail(async (trail) => {
        const kept = await keptOf(id, trail);
        if (!kept.ok) return kept;
        const body = buildBody(build, kept.value);
        return calls.change(acts.changeBuild, `${API}/${id}/build`, trail, { method: "PATCH", body });
      }),
    changeExternalId: (id, externalId) =>
      onTrail(async (trail) => {
        const kept = await keptOf(id, trail);
        if (!kept.ok) return kept;
        const { name, user, description } = kept.value;
        const body = { name, user, description: description ?? "", external_id: externalId };
        return calls.change(acts.changeDetails, `${API}/${id}/details`, trail, { method: "PATCH", body });
      }),
    reinstallServer: (id) => onTrail((trail) => calls.change(acts.reinstallServer, `${API}/${id}/reinstall`, trail)),
    deleteServer: (id) =>
      onTrail(async (trail) => {
        const gone = await calls.change(acts.deleteServer, `${API}/${id}`, trail, { method: "DELETE" });
        return !gone.ok && gone.error.code === "PANEL_NOT_FOUND" ? ok(undefined) : gone;
      }),
    readDiskUsed: (identifier) => onTrail((trail) => readDiskUsed(calls, acts, { apiKey, identifier }, trail)),
  };
}

/** All limits or none, and the port that the server has: the panel takes nothing less. */
const buildBody = ({ limits, featureLimits }: NewServerBuild, kept: Kept) => ({
  allocation: kept.allocation,
  limits: { ...limits, threads: kept.limits.threads ?? null },
  feature_limits: featureLimits,
});

/** An application key is refused there, so it is not tried; and no reason not to tell is worth failing for. */
async function readDiskUsed(
  calls: PanelCalls,
  acts: Acts,
  { apiKey, identifier }: { readonly apiKey: string; readonly identifier: string },
  trail: Trail,
): Promise<Answer<number | null>> {
  if (!/^p(tl|ac)c_/.test(apiKey.trim())) return ok(null);
  const path = `/api/client/servers/${encodeURIComponent(identifier)}/resources`;
  const read = await calls.find(acts.readUsage, path, Usage, trail);
  return ok(read.ok && read.value ? Math.ceil(read.value.attributes.resources.disk_bytes / MIB) : null);
}
