import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { CatalogRegion } from "../../../shared/contract/catalog-file.ts";
import type { ServerBuild } from "../orders/server-build.ts";
import { readMark } from "./mirror-age.ts";
import { listMirroredNodes } from "./mirrored-nodes.ts";
import { regionRoom } from "./node-room.ts";
import { type MirrorDeps, PANEL_NOT_SET, readNodes } from "./read-panel.ts";
import { listReservations } from "./reservations.ts";
import { withinMs } from "./within-ms.ts";

export interface CapacityRefused {
  readonly code: "NO_CAPACITY" | "PANEL_UNREACHABLE";
  readonly says: string;
}

const FRESH_MS = 30_000;
const PATIENCE_MS = 5_000;
/** How old the mirror may be to sell by while the panel does not answer. */
export const USABLE_MS = 15 * 60_000;

/**
 * Whether the region takes one more server of this size, before any money moves. Goes by the mirror while it is younger
 * than 30 s, else asks the panel; one that does not answer within 5 s leaves the mirror, up to 15 min old.
 */
export async function checkCapacity(
  deps: MirrorDeps,
  region: CatalogRegion,
  build: ServerBuild,
): Promise<Result<void, CapacityRefused>> {
  const unusable = await makeUsable(deps);
  if (unusable) return err({ code: "PANEL_UNREACHABLE", says: unusable });
  const nodes = await listMirroredNodes(deps.db);
  const reserved = await listReservations(deps.db, deps.options.now());
  const room = regionRoom(nodes, region, reserved, build);
  return room.count > 0 ? ok(undefined) : err({ code: "NO_CAPACITY", says: room.says });
}

/** Why the mirror of the nodes can't be sold by, or null. */
async function makeUsable(deps: MirrorDeps): Promise<string | null> {
  if (!deps.panel) return PANEL_NOT_SET.says;
  const { readAt } = await readMark(deps.db, "mirror.nodes");
  if (ageOf(deps, readAt) <= FRESH_MS) return null;
  const read = await withinMs(readNodes(deps), PATIENCE_MS);
  if (read?.ok || ageOf(deps, readAt) <= USABLE_MS) return null;
  const why = read ? read.error.says : `The panel did not answer within ${PATIENCE_MS / 1000} s.`;
  const known = readAt === null ? "it was never read" : `what is known of it is ${minutes(ageOf(deps, readAt))} old`;
  return `${why} The room on its nodes is unknown: ${known}.`;
}

const ageOf = (deps: MirrorDeps, readAt: number | null) =>
  readAt === null ? Infinity : Math.abs(deps.options.now() - readAt);
const minutes = (ms: number) => `${Math.round(ms / 60_000)} min`;
