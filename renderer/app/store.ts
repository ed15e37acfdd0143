import { create } from "zustand";
import { createEventsSlice, type EventsSlice } from "../events/events-slice.ts";
import { createNewOrderSlice, type NewOrderSlice } from "../new-order/new-order-slice.ts";
import { createOrdersSlice, type OrdersSlice } from "../orders/orders-slice.ts";
import { type ConsoleSlice, createConsoleSlice } from "./console-slice.ts";

/** What the operator is looking at. What the engine says is not in here but in the query cache. */
export const useConsole = create<ConsoleSlice & OrdersSlice & EventsSlice & NewOrderSlice>()((...all) => ({
  ...createConsoleSlice(...all),
  ...createOrdersSlice(...all),
  ...createEventsSlice(...all),
  ...createNewOrderSlice(...all),
}));
