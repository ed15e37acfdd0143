import type { ReplayFilter } from "../../../shared/contract/event-replays.ts";
import type { EventsSearch } from "../../app/search.ts";

const HOUR_MS = 3_600_000;

/** How far back a replay of many looks. */
export const WINDOWS = [
  { value: "hour", label: "Last hour", ms: HOUR_MS },
  { value: "day", label: "Last 24 h", ms: 24 * HOUR_MS },
  { value: "week", label: "Last 7 d", ms: 7 * 24 * HOUR_MS },
  { value: "all", label: "All", ms: null },
] as const;
export type Window = (typeof WINDOWS)[number]["value"];

/** The events that the table shows, within a window that ends now (epoch ms). Pure. */
export function replayFilter(search: EventsSearch, window: Window, now: number): ReplayFilter {
  const ms = WINDOWS.find(({ value }) => value === window)?.ms ?? null;
  return {
    view: search.view ?? "all",
    query: search.q ?? "",
    source: search.source ?? null,
    from: ms === null ? null : now - ms,
    to: now,
  };
}

/** A filter as a person reads it. */
export function filterWords({ view, query, source }: Pick<ReplayFilter, "view" | "query" | "source">): string {
  const words = [view === "all" ? "" : view.replace("_", " "), query, source === null ? "" : `source:${source}`];
  return words.filter((word) => word !== "").join(", ") || "all events";
}
