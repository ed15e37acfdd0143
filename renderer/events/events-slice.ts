import type { StateCreator } from "zustand";

export const EVENT_TABS = ["payload", "headers", "deliveries", "effects"] as const;
export type EventTab = (typeof EVENT_TABS)[number];

/** Which tab of the inspector is open; it stays from one event to the next. */
export interface EventsSlice {
  readonly eventTab: EventTab;
  readonly showEventTab: (tab: EventTab) => void;
}

export const createEventsSlice: StateCreator<EventsSlice, [], [], EventsSlice> = (set) => ({
  eventTab: "payload",
  showEventTab: (eventTab) => set({ eventTab }),
});
