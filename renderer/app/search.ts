import type { EventView } from "../../shared/contract/event-rows.ts";
import type { OrderView } from "../../shared/contract/orders.ts";
import type { ServerView } from "../../shared/contract/servers.ts";
import type { EventSource, OrderStatus } from "../../shared/contract/states.ts";

/** Lists the members of a contract's enum, each once; the type checker refuses a list that misses one. */
const members =
  <T extends string>() =>
  <const L extends readonly T[]>(...list: L & ([T] extends [L[number]] ? L : never)): readonly T[] =>
    list;

export const orderViews = members<OrderView>()(
  "all",
  "attention",
  "paid_no_server",
  "running",
  "past_due",
  "waiting_on_bank",
);
export const orderStatuses = members<OrderStatus>()(
  "pending",
  "paid",
  "provisioning",
  "provisioned",
  "error",
  "canceled",
  "expired",
  "refunded",
);
export const eventViews = members<EventView>()("all", "rejected", "retrying", "duplicate", "not_ours");
export const eventSources = members<EventSource>()("endpoint", "forward", "catch_up", "replay");
export const serverViews = members<ServerView>()("all", "no_order", "installing", "suspended");

type Raw = Readonly<Record<string, unknown>>;

const LONGEST_QUERY = 200;

const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((member) => member === value);
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.slice(0, LONGEST_QUERY) : undefined;
const whole = (value: unknown): number | undefined => (/^\d{1,15}$/.test(String(value)) ? Number(value) : undefined);

/** Several names with commas between; a list of all scenarios is longer than what somebody types. */
const names = (value: unknown): string | undefined =>
  typeof value === "string" && /^[a-z0-9,-]{1,2000}$/.test(value) ? value : undefined;

/** Leaves out what is undefined, so that an address carries only what differs from the plain page. */
function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

export interface OrdersSearch {
  readonly view?: OrderView | undefined;
  readonly q?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly region?: string | undefined;
  /** The order whose pane is open. */
  readonly order?: string | undefined;
}

/** What an address says about Orders; what it can't say is dropped. */
export const ordersSearch = (raw: Raw): OrdersSearch =>
  present<OrdersSearch>({
    view: oneOf(orderViews, raw["view"]),
    q: text(raw["q"]),
    status: oneOf(orderStatuses, raw["status"]),
    region: text(raw["region"]),
    order: text(raw["order"]),
  });

export interface EventsSearch {
  readonly view?: EventView | undefined;
  readonly q?: string | undefined;
  readonly source?: EventSource | undefined;
  /** The saved view that this filter came from. */
  readonly saved?: string | undefined;
  /** The journal's number of the arrival whose pane is open. */
  readonly event?: number | undefined;
}

export const eventsSearch = (raw: Raw): EventsSearch =>
  present<EventsSearch>({
    view: oneOf(eventViews, raw["view"]),
    q: text(raw["q"]),
    source: oneOf(eventSources, raw["source"]),
    saved: text(raw["saved"]),
    event: whole(raw["event"]),
  });

export interface ServersSearch {
  readonly view?: ServerView | undefined;
  readonly q?: string | undefined;
  readonly node?: number | undefined;
}

export const serversSearch = (raw: Raw): ServersSearch =>
  present<ServersSearch>({
    view: oneOf(serverViews, raw["view"]),
    q: text(raw["q"]),
    node: whole(raw["node"]),
  });

export interface LabSearch {
  readonly q?: string | undefined;
  /** The scenario whose pane is open. */
  readonly scenario?: string | undefined;
  /** Those that are picked to run together, with commas between. */
  readonly pick?: string | undefined;
}

export const labSearch = (raw: Raw): LabSearch =>
  present<LabSearch>({ q: text(raw["q"]), scenario: text(raw["scenario"]), pick: names(raw["pick"]) });

export const settingsParts = ["connections", "life", "journal", "backups", "queues"] as const;
export type SettingsPart = (typeof settingsParts)[number];

export interface SettingsSearch {
  readonly part?: SettingsPart | undefined;
}

export const settingsSearch = (raw: Raw): SettingsSearch =>
  present<SettingsSearch>({ part: oneOf(settingsParts, raw["part"]) });

export interface ShellSearch {
  /** The New order drawer is open. */
  readonly new?: 1 | undefined;
  /** The signature doctor is open: on a journal's entry, or on what is pasted. */
  readonly signature?: number | "paste" | undefined;
  /** The drawer of webhook endpoints is open. */
  readonly endpoints?: 1 | undefined;
}

export const shellSearch = (raw: Raw): ShellSearch =>
  present<ShellSearch>({
    new: String(raw["new"]) === "1" ? 1 : undefined,
    signature: raw["signature"] === "paste" ? "paste" : whole(raw["signature"]),
    endpoints: String(raw["endpoints"]) === "1" ? 1 : undefined,
  });

/** Addresses are plain `key=value` pairs, so that a person can read and write them. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

export function writeSearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([key, value]) =>
    typeof value === "string" || typeof value === "number" ? [[key, String(value)]] : [],
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}
