import type { StateCreator } from "zustand";
import type { Draft } from "./pay-ways.ts";

/** The form as it was left, so that closing the drawer by mistake costs nothing. */
export interface NewOrderSlice {
  readonly draft: Draft;
  readonly keepDraft: (draft: Draft) => void;
}

export const EMPTY_DRAFT: Draft = {
  email: "",
  planId: "",
  region: "",
  term: "monthly",
  serverName: "",
  way: "link",
  reference: "",
  reason: "",
  confirm: "",
};

export const createNewOrderSlice: StateCreator<NewOrderSlice, [], [], NewOrderSlice> = (set) => ({
  draft: EMPTY_DRAFT,
  keepDraft: (draft) => set({ draft }),
});
