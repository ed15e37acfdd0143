import type { Term } from "../../../../shared/contract/states.ts";

/** A row of the older shop's `orders`, with the columns that its front end reads. */
export interface ShopOrder {
  readonly id: string;
  readonly user_id: string;
  readonly email: string;
  readonly plan_id: string;
  readonly term: Term;
  readonly region: string;
  readonly server_name: string;
  readonly session_id: string;
  readonly status: ShopStatus;
  readonly panel_user_id: number | null;
  readonly ptero_server_id: number | null;
  readonly ptero_identifier: string | null;
  readonly error_message: string | null;
}

export type ShopStatus = "pending" | "paid" | "provisioned" | "error" | "canceled";

/** The orders, in the memory of the process: an older shop forgets. */
export interface ShopOrders {
  all(): readonly ShopOrder[];
  get(id: string): ShopOrder | undefined;
  put(order: ShopOrder): void;
  change(id: string, change: Partial<ShopOrder>): ShopOrder;
}

export function shopOrders(): ShopOrders {
  const rows = new Map<string, ShopOrder>();
  return {
    all: () => [...rows.values()],
    get: (id) => rows.get(id),
    put: (order) => void rows.set(order.id, order),
    change(id, change) {
      const changed = { ...rows.get(id)!, ...change };
      rows.set(id, changed);
      return changed;
    },
  };
}
