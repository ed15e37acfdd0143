import { z } from "zod";
import type { PanelStore } from "../store/open-panel-store.ts";

/** Which requests it hits (`POST /servers`: method and how the path begins behind `/api/application`) and how many. */
const reach = { on: z.string().min(1).optional(), times: z.number().int().min(1).optional() };
/** Whether the panel does what it is asked before it fails to say so. */
const done = z.boolean().default(false);

const RESOURCES = [
  "servers",
  "nodes",
  "allocations",
  "users",
  "locations",
  "nests",
  "eggs",
  "database_hosts",
  "server_databases",
] as const;

/**
 * What goes wrong with the panel itself. All is well where nothing is set; what is set stays so over restarts, until it
 * is lifted or has hit as often as it may.
 */
export const PanelSwitches = z
  .strictObject({
    /** The panel's own 503. */
    maintenance: z.boolean(),
    /** Every key is unknown: 401. */
    refuseKey: z.boolean(),
    /** What application keys may, in place of their own: 0 nothing, 1 read, 2 write, 3 both. */
    acl: z.partialRecord(z.enum(RESOURCES), z.number().int().min(0).max(3)).nullable(),
    /** 429 with Retry-After. */
    throttle: z.strictObject({ retryAfterSeconds: z.number().int().min(0), ...reach }).nullable(),
    /** An error of this status: the panel's under `code`, or as a web page that a proxy in front of it would show. */
    status: z
      .strictObject({
        status: z.number().int().min(400).max(599),
        code: z.string().min(1).default("Exception"),
        page: z.boolean().default(false),
        done,
        ...reach,
      })
      .nullable(),
    /** Every answer comes this much later. */
    slow: z.strictObject({ ms: z.number().int().min(1), ...reach }).nullable(),
    /** The connection breaks. */
    reset: z.strictObject({ done, ...reach }).nullable(),
  })
  .partial();
export type PanelSwitches = z.infer<typeof PanelSwitches>;

const FLAG = "switches";

/** How the switches stand. */
export function readSwitches(store: PanelStore): PanelSwitches {
  const maintenance = store.flag("maintenance") === "on";
  return { ...(JSON.parse(store.flag(FLAG) ?? "{}") as PanelSwitches), ...(maintenance ? { maintenance } : {}) };
}

/** Turns the switches that are named; false and null lift one. The others stay as they are. */
export function turnSwitches(store: PanelStore, turned: PanelSwitches): PanelSwitches {
  const { maintenance = false, ...rest } = { ...readSwitches(store), ...turned };
  const on = Object.entries(rest).filter(([, value]) => value !== null && value !== false);
  store.setFlag("maintenance", maintenance ? "on" : "off");
  store.setFlag(FLAG, JSON.stringify(Object.fromEntries(on)));
  return readSwitches(store);
}

type Reaching = "throttle" | "status" | "slow" | "reset";

/** The switch if it hits this request; one that is counted is used up by it. */
export function hitBy<K extends Reaching>(store: PanelStore, kind: K, request: string): PanelSwitches[K] | undefined {
  const found = readSwitches(store)[kind];
  if (!found || (found.on !== undefined && !request.startsWith(found.on))) return undefined;
  if (found.times !== undefined)
    turnSwitches(store, { [kind]: found.times > 1 ? { ...found, times: found.times - 1 } : null });
  return found;
}
