import type { KnownCustomer } from "../../../shared/contract/catalog.ts";
import type { Db } from "../store/open-store.ts";

/** What is known of the customer with this e-mail, however it was typed; null for a new one. */
export async function findKnownCustomer(db: Db, typed: string): Promise<KnownCustomer | null> {
  const emails = [typed.trim(), typed.trim().toLowerCase()];
  const customer = await db
    .selectFrom("customers")
    .select(["user_id", "stripe_customer_id", "panel_user_id"])
    .where("email", "in", emails)
    .orderBy("created_at")
    .executeTakeFirst();
  const { orders, running, ...ids } = await db
    .selectFrom("orders")
    .select(({ fn }) => [
      fn.countAll<number>().as("orders"),
      fn
        .countAll<number>()
        .filterWhere("status", "=", "provisioned")
        .filterWhere("service_state", "=", "active")
        .as("running"),
      fn.max("stripe_customer_id").as("stripeCustomerId"),
      fn.max("panel_user_id").as("panelUserId"),
    ])
    .where((eb) =>
      eb.or([eb("customer_email", "in", emails), ...(customer ? [eb("user_id", "=", customer.user_id)] : [])]),
    )
    .executeTakeFirstOrThrow();
  if (!customer && orders === 0) return null;
  return {
    stripeCustomerId: customer?.stripe_customer_id ?? ids.stripeCustomerId,
    panelUserId: customer?.panel_user_id ?? ids.panelUserId,
    orders,
    running,
  };
}
