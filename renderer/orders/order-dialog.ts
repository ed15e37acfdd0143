import type { ActKind } from "./acts/offered-acts.ts";

/** Which dialog of an order is open: one of its acts, or a retry with other input. */
export type OrderDialog = { readonly kind: "act"; readonly act: ActKind } | { readonly kind: "step" };

/** Opens a dialog over the order's pane. */
export type OpenDialog = (dialog: OrderDialog) => void;
