import type { StateCreator } from "zustand";
import type { NewOrder } from "../../shared/contract/orders.ts";

/** The form as it was left, so that closing the drawer by mistake costs nothing. */
export interface NewOrderSlice {
  readonly draft: NewOrder;
  readonly keepDraft: (draft: NewOrder) => void;
}

export const EMPTY_DRAFT: NewOrder = { email: "", planId: "", region: "", term: "monthly", serverName: "" };

export const createNewOrderSlice: StateCreator<NewOrderSlice, [], [], NewOrderSlice> = (set) => ({
  draft: EMPTY_DRAFT,
  keepDraft: (draft) => set({ draft }),
});
