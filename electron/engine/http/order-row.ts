import type { Plan } from "../catalog/read-catalog.ts";
import type { Order } from "../orders/order-repository.ts";
import { readBuild } from "../orders/server-build.ts";

/** A server row as existing shop fronts read it, and what Waybill adds; times are ISO 8601. */
export type StorefrontOrderRow = Readonly<Record<string, string | number | null>>;

/** The storefront's view of an order. `plan` is undefined where the catalog no longer has it. */
export function storefrontOrderRow(order: Order, plan: Plan | undefined, panelUrl: string | null): StorefrontOrderRow {
  return {
    id: order.id,
    user_id: order.user_id,
    item_type: order.item_type,
    plan_id: order.plan_id,
    term: order.term,
    region: order.region,
    server_name: order.server_name,
    status: order.status,
    ptero_server_id: order.ptero_server_id,
    ptero_identifier: order.ptero_identifier,
    error_message: order.error_message,
    created_at: new Date(order.created_at).toISOString(),
    updated_at: new Date(order.updated_at).toISOString(),
    game: plan?.game ?? null,
    ram_gb: readBuild(order.build).memoryMb / 1_024,
    plan_name: plan?.name ?? null,
    service_state: order.service_state,
    payment_state: order.payment_state,
    address: order.address,
    panel_url: panelUrl && order.ptero_identifier ? `${panelUrl}/server/${order.ptero_identifier}` : null,
  };
}
