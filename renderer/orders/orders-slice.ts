import type { StateCreator } from "zustand";

export const ORDER_TABS = ["trace", "events", "jobs", "audit", "raw"] as const;
export type OrderTab = (typeof ORDER_TABS)[number];

/** Which tab of the order's pane is open; it stays from one order to the next. */
export interface OrdersSlice {
  readonly orderTab: OrderTab;
  readonly showOrderTab: (tab: OrderTab) => void;
}

export const createOrdersSlice: StateCreator<OrdersSlice, [], [], OrdersSlice> = (set) => ({
  orderTab: "trace",
  showOrderTab: (orderTab) => set({ orderTab }),
});
