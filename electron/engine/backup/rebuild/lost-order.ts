import { decodeTime } from "ulid";
import type { CatalogAddon } from "../../../../shared/contract/catalog-file.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { buildOf, priceOf } from "../../catalog/offer.ts";
import type { Plan } from "../../catalog/read-catalog.ts";
import type { ServerBuild } from "../../orders/server-build.ts";
import type { PanelServer } from "../../panel/panel-port.ts";
import type { PaidBy } from "../../store/tables/orders.ts";
import type { OrderMetadata } from "./order-metadata.ts";

/** All that is known of an order that the database lost. */
export interface LostOrder {
  readonly metadata: OrderMetadata;
  /** As the catalog has it now; undefined where it does not. */
  readonly plan: Plan | undefined;
  readonly addons: readonly CatalogAddon[];
  /** The panel's server with the order's id. */
  readonly server: PanelServer | undefined;
  /** What Stripe took, before discounts and taxes: minor units. */
  readonly paid: { readonly amount: number; readonly currency: string } | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly stripeCustomerId: string | null;
  readonly paidBy: Extract<PaidBy, "checkout" | "invoice">;
}

/** An order's row as it was before anybody paid. Times are epoch ms. */
export type LostOrderRow = ReturnType<typeof rowOf>;

/**
 * The row of a lost order, unpaid: what Stripe says of it is applied afterwards, like to any other. A server that is there is
 * what was sold, at the price that was paid; else the catalog says so, as it is now. Refused where neither does. Pure.
 */
export function lostOrderRow(lost: LostOrder): Result<LostOrderRow, string> {
  const build = buildOfLost(lost);
  const price = priceOfLost(lost);
  const { plan_id, term } = lost.metadata;
  if (!build) return err(`the catalog has no plan ${plan_id} any more, and the panel has no server of this order`);
  if (!price) return err(`neither the catalog nor Stripe tells what ${plan_id}, ${term}, cost`);
  return ok(rowOf(lost, build, price));
}

function buildOfLost({ plan, addons, server }: LostOrder): ServerBuild | null {
  const sold = plan ? buildOf(plan, addons) : null;
  if (!server) return sold;
  const { eggId, memoryMb, diskMb, cpuPercent } = server;
  return { ...(sold ?? UNKNOWN), eggId, memoryMb, diskMb, cpuPercent };
}

/** What the panel's list does not tell of a server, and what is only needed to make one. */
const UNKNOWN = {
  nestId: null,
  dockerImage: null,
  startup: null,
  environment: {},
  swapMb: 0,
  ioWeight: 500,
  databases: 0,
  backups: 0,
  allocations: 1,
} as const;

function priceOfLost({ plan, addons, metadata, server, paid }: LostOrder) {
  const priced = plan && priceOf(plan, metadata.term, addons);
  const costs = priced?.ok ? priced.value.money : null;
  // A trial took nothing, and is no price.
  return (server && paid && paid.amount > 0 ? paid : costs) ?? paid;
}

function rowOf(lost: LostOrder, build: ServerBuild, price: { readonly amount: number; readonly currency: string }) {
  const { metadata, plan, email, name, stripeCustomerId, paidBy } = lost;
  const isConsole = metadata.user_id.startsWith("email:");
  const madeAt = decodeTime(metadata.order_id.slice("ord_".length));
  return {
    id: metadata.order_id,
    user_id: metadata.user_id,
    customer_email: email,
    customer_name: name,
    source: isConsole ? ("console" as const) : ("storefront" as const),
    created_by: isConsole ? "console" : metadata.user_id,
    item_type: metadata.item_type,
    plan_id: metadata.plan_id,
    term: metadata.term,
    region: metadata.region,
    server_name: metadata.server_name,
    addons: JSON.stringify(metadata.addons),
    amount: price.amount,
    currency: price.currency.toLowerCase(),
    build: JSON.stringify(build),
    status: "pending" as const,
    payment_state: "unpaid" as const,
    service_state: "none" as const,
    stripe_customer_id: stripeCustomerId,
    paid_by: paidBy,
    trial_days: paidBy === "checkout" ? (plan?.trial_days ?? 0) : 0,
    created_at: madeAt,
    updated_at: madeAt,
  };
}
