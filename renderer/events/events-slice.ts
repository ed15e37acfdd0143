import type { StateCreator } from "zustand";

export const EVENT_TABS = ["payload", "headers", "deliveries", "now", "effects"] as const;
export type EventTab = (typeof EVENT_TABS)[number];

export const PAYLOAD_FORMS = ["tree", "raw", "bytes"] as const;
export type PayloadForm = (typeof PAYLOAD_FORMS)[number];

/** Which tab of the inspector is open, and how it shows a payload; both stay from one event to the next. */
export interface EventsSlice {
  readonly eventTab: EventTab;
  readonly showEventTab: (tab: EventTab) => void;
  readonly payloadForm: PayloadForm;
  readonly showPayloadForm: (form: PayloadForm) => void;
}

export const createEventsSlice: StateCreator<EventsSlice, [], [], EventsSlice> = (set) => ({
  eventTab: "payload",
  showEventTab: (eventTab) => set({ eventTab }),
  payloadForm: "tree",
  showPayloadForm: (payloadForm) => set({ payloadForm }),
});
