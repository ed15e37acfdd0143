import type { StateCreator } from "zustand";
import { pickedTo, toggledPick } from "./bulk/picked.ts";

export const ORDER_TABS = ["trace", "events", "jobs", "audit", "raw"] as const;
export type OrderTab = (typeof ORDER_TABS)[number];

/** Which tab of the order's pane is open; it stays from one order to the next. */
export interface OrdersSlice {
  readonly orderTab: OrderTab;
  readonly showOrderTab: (tab: OrderTab) => void;
  /** The orders that are picked to do something with all of them. */
  readonly picked: readonly string[];
  readonly togglePicked: (id: string) => void;
  /** Picks all from the one picked last to this one, in the order in which they stand. */
  readonly pickTo: (rowIds: readonly string[], id: string) => void;
  readonly clearPicked: () => void;
}

export const createOrdersSlice: StateCreator<OrdersSlice, [], [], OrdersSlice> = (set) => ({
  orderTab: "trace",
  showOrderTab: (orderTab) => set({ orderTab }),
  picked: [],
  togglePicked: (id) => set(({ picked }) => ({ picked: toggledPick(picked, id) })),
  pickTo: (rowIds, id) => set(({ picked }) => ({ picked: pickedTo(picked, rowIds, id) })),
  clearPicked: () => set({ picked: [] }),
});
