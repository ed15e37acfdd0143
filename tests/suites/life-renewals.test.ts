import { expect, test, vi } from "vitest";
import {
  auditOf,
  beat,
  buyServer,
  FAILS_AT_RENEWAL,
  holdsOf,
  type LivingShop,
  livingShopWithServer,
  openFindings,
  openLivingShop,
  panelSays,
  passAtStripe,
} from "./shop/life.ts";
import { orderReaches, type OrderRecord, orderRecord, serversOf, stripeCall } from "./shop/purchase.ts";
import type { RunningShop } from "./shop/running-shop.ts";

const DAY = 86_400_000;
const WHY = "Agreed with the customer";

interface Life extends LivingShop {
  readonly orderId: string;
  readonly order: OrderRecord;
}

/** A server whose renewal has just failed, by Stripe's clock. */
async function pastDue(): Promise<Life> {
  const living = await openLivingShop();
  const { shop } = living;
  // Stripe keeps on trying for longer than any grace here lasts.
  await stripeCall(shop, "POST", "/sandbox/dunning", { "retry_after_days[0]": "60", finally: "unpaid" });
  const { orderId, order } = await buyServer(shop, "customer-1", FAILS_AT_RENEWAL);
  await passAtStripe(shop, 32);
  await orderReaches(shop, orderId, { status: "provisioned", service_state: "past_due" });
  return { ...living, orderId, order };
}

/** Turns the engine's clock to so many days after the renewal fell due, and lets it do what time does. */
async function daysAfterDue({ shop, clock, orderId }: Life, days: number): Promise<void> {
  const { past_due_since: since } = lifeOf(shop, orderId);
  clock.ahead = since! + days * DAY - Date.now() + 60_000;
  await beat(shop, "tend_services");
}

const lifeOf = (shop: RunningShop, orderId: string) =>
  shop.db
    .prepare("SELECT past_due_since, cancel_at, current_period_end, terminated_at FROM orders WHERE id = ?")
    .get(orderId) as {
    past_due_since: number | null;
    cancel_at: number | null;
    current_period_end: number | null;
    terminated_at: number | null;
  };

/** The customer gives another card, and the open invoice is paid with it. */
async function payTheInvoice(shop: RunningShop, { stripe_subscription_id: id }: OrderRecord): Promise<void> {
  const { customer } = await stripeCall(shop, "GET", `/v1/subscriptions/${id}`);
  const card = await stripeCall(shop, "POST", "/v1/payment_methods/pm_card_visa/attach", {
    customer: String(customer),
  });
  const { data } = (await stripeCall(shop, "GET", `/v1/invoices?subscription=${id}&status=open`)) as {
    data?: { id: string }[];
  };
  for (const invoice of data ?? [])
    await stripeCall(shop, "POST", `/v1/invoices/${invoice.id}/pay`, { payment_method: String(card["id"]) });
}

test("a renewal that is paid moves the period's end and nothing else", async () => {
  const { shop, orderId } = await livingShopWithServer();
  const before = lifeOf(shop, orderId).current_period_end!;
  await passAtStripe(shop, 32);
  await vi.waitFor(() => expect(lifeOf(shop, orderId).current_period_end).toBeGreaterThan(before), { timeout: 10_000 });
  expect(orderRecord(shop, orderId)).toMatchObject({
    status: "provisioned",
    payment_state: "paid",
    service_state: "active",
  });
  expect(openFindings(shop, orderId)).toEqual([]);
});

test("a failed renewal warns, runs through its grace, suspends, and runs again when it is paid", async () => {
  const life = await pastDue();
  const { shop, console, orderId, order } = life;
  expect(openFindings(shop, orderId)).toEqual(["RENEWAL_FAILED"]);
  await daysAfterDue(life, 6);
  expect(orderRecord(shop, orderId)).toMatchObject({ service_state: "past_due" });
  await panelSays(shop, orderId, { suspended: false });
  const { graceEndsAt, pastDueSince } = await console.acts.standing({ orderId });
  expect(graceEndsAt! - pastDueSince!).toBe(7 * DAY);
  await daysAfterDue(life, 7);
  await orderReaches(shop, orderId, { status: "provisioned", service_state: "suspended" });
  await panelSays(shop, orderId, { suspended: true });
  expect([holdsOf(shop, orderId), openFindings(shop, orderId)]).toEqual([["unpaid"], []]);
  life.clock.ahead = 0;
  await payTheInvoice(shop, order);
  await orderReaches(shop, orderId, { status: "provisioned", payment_state: "paid", service_state: "active" });
  await panelSays(shop, orderId, { suspended: false });
  expect(holdsOf(shop, orderId)).toEqual([]);
});

test("before a server is stopped for money Stripe is asked: a payment whose event was lost keeps it running", async () => {
  const life = await pastDue();
  const { shop, orderId, order } = life;
  shop.sandbox.pointWebhooksAt(null);
  await payTheInvoice(shop, order);
  expect(orderRecord(shop, orderId)).toMatchObject({ service_state: "past_due" });
  await daysAfterDue(life, 8);
  await orderReaches(shop, orderId, { service_state: "active" });
  await panelSays(shop, orderId, { suspended: false });
});

test("how long the grace lasts is a setting", async () => {
  const life = await pastDue();
  await life.console.settings.changeLife({ graceDays: 2 });
  await daysAfterDue(life, 2);
  await orderReaches(life.shop, life.orderId, { service_state: "suspended" });
});

test("without the setting nothing is ever deleted; with it the deletion is announced, can be called off, and stays so", async () => {
  const life = await pastDue();
  const { shop, console, orderId } = life;
  await daysAfterDue(life, 300);
  await orderReaches(shop, orderId, { service_state: "suspended" });
  expect(await console.acts.scheduled()).toEqual([]);
  await console.settings.changeLife({ terminateUnpaidAfterDays: 14 });
  await vi.waitFor(() => expect(openFindings(shop, orderId)).toEqual(["TERMINATION_SCHEDULED"]));
  const [announced] = await console.acts.scheduled();
  const now = Date.now() + life.clock.ahead;
  expect(announced).toMatchObject({ orderId, cause: "policy:unpaid", says: "The renewal was not paid." });
  // Its days had passed long ago: it is announced for as long as any other.
  expect(Math.round((announced!.dueAt - now) / DAY)).toBe(3);
  await console.acts.callOff({ scheduledId: announced!.id, reason: WHY });
  expect(openFindings(shop, orderId)).toEqual([]);
  await beat(shop, "replan_terminations");
  await daysAfterDue(life, 330);
  expect(await console.acts.scheduled()).toEqual([]);
  expect(await serversOf(shop, orderId)).toHaveLength(1);
});

test("a deletion that is due asks Stripe, cancels what bills, and deletes the server", async () => {
  const life = await pastDue();
  const { shop, console, orderId, order } = life;
  await console.settings.changeLife({ terminateUnpaidAfterDays: 14, noticeDays: 1 });
  await daysAfterDue(life, 7);
  await orderReaches(shop, orderId, { service_state: "suspended" });
  await daysAfterDue(life, 20);
  expect(await serversOf(shop, orderId)).toHaveLength(1);
  await daysAfterDue(life, 22);
  await orderReaches(shop, orderId, { status: "provisioned", service_state: "terminated" });
  expect(await serversOf(shop, orderId)).toEqual([]);
  const subscription = await stripeCall(shop, "GET", `/v1/subscriptions/${order.stripe_subscription_id}`);
  expect(subscription).toMatchObject({ status: "canceled" });
  expect([openFindings(shop, orderId), await console.acts.scheduled()]).toEqual([[], []]);
  const done = auditOf(shop, orderId).at(-1)!;
  expect(done).toMatchObject({ actor: "policy:unpaid", act: "terminate_server" });
});

test("a payment that comes before the deletion withdraws it", async () => {
  const life = await pastDue();
  const { shop, console, orderId, order } = life;
  await console.settings.changeLife({ terminateUnpaidAfterDays: 14 });
  await daysAfterDue(life, 7);
  await orderReaches(shop, orderId, { service_state: "suspended" });
  expect(await console.acts.scheduled()).toHaveLength(1);
  shop.sandbox.pointWebhooksAt(null); // and its event is lost
  await payTheInvoice(shop, order);
  await daysAfterDue(life, 60);
  await orderReaches(shop, orderId, { service_state: "active" });
  expect(await console.acts.scheduled()).toEqual([]);
  expect(await serversOf(shop, orderId)).toHaveLength(1);
  await panelSays(shop, orderId, { suspended: false });
});

test("a subscription that ends with its period suspends then, and is deleted only where that is set", async () => {
  const living = await livingShopWithServer();
  const { shop, console, orderId } = living;
  await console.settings.changeLife({ terminateEndedAfterDays: 30 });
  await console.acts.cancel({ orderId, when: "period_end", reason: WHY });
  expect((await console.acts.standing({ orderId })).cancelsAt).toBe(lifeOf(shop, orderId).current_period_end);
  await passAtStripe(shop, 32);
  await orderReaches(shop, orderId, { status: "provisioned", service_state: "suspended" });
  await panelSays(shop, orderId, { suspended: true });
  const [announced] = await console.acts.scheduled();
  expect(announced).toMatchObject({ cause: "policy:ended" });
  await console.settings.changeLife({ terminateEndedAfterDays: null });
  await expect.poll(() => console.acts.scheduled()).toEqual([]);
});
