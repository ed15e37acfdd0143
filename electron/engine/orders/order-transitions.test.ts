import { expect, test } from "vitest";
import { decideChange, type OrderChange, type OrderStates } from "./order-machines.ts";

const PAID: readonly OrderChange[] = ["payment_confirmed"];
const MADE: readonly OrderChange[] = [...PAID, "provisioning_started"];
const RUNS: readonly OrderChange[] = [...MADE, "server_ready"];

/** Where a fresh order stands after these changes, each of which must be allowed. */
function after(path: readonly OrderChange[]): string {
  let states: OrderStates = { status: "pending", paymentState: "unpaid", serviceState: "none" };
  for (const change of path) {
    const decided = decideChange(states, change);
    if (!decided.ok) return decided.error.says;
    states = decided.value;
  }
  return `${states.status}, ${states.paymentState}, ${states.serviceState}`;
}

/** what happened · the changes · order, payment, service */
test.each<[string, readonly OrderChange[], string]>([
  ["Stripe made no Session", ["checkout_failed"], "error, unpaid, none"],
  ["a Session that failed at first is paid after all", ["checkout_failed", ...PAID], "paid, paid, none"],
  ["a slow bank says yes", ["payment_processing", ...PAID], "paid, paid, none"],
  ["a slow bank says no", ["payment_processing", "payment_failed"], "canceled, unpaid, none"],
  ["a slow bank pays another amount", ["payment_processing", "amount_mismatched"], "error, paid, none"],
  ["a payment fails at once", ["payment_failed"], "canceled, unpaid, none"],
  ["another amount is accepted", ["amount_mismatched", "amount_approved"], "paid, paid, none"],
  ["a canceled order is paid with another amount", ["order_canceled", "amount_mismatched"], "error, paid, none"],
  ["a failed Session is paid with another amount", ["checkout_failed", "amount_mismatched"], "error, paid, none"],
  ["an expired order is paid after all", ["session_expired", ...PAID], "paid, paid, none"],
  ["a canceled order is paid after all", ["order_canceled", ...PAID], "paid, paid, none"],
  ["an expired order is paid with another amount", ["session_expired", "amount_mismatched"], "error, paid, none"],
  [
    "a link that was closed by hand has expired by then",
    ["session_expired", "order_canceled"],
    "canceled, unpaid, none",
  ],
  ["provisioning is begun again where it stopped", [...MADE, "provisioning_started"], "provisioning, paid, none"],
  ["provisioning is given up", [...MADE, "provisioning_failed"], "error, paid, none"],
  [
    "what was given up is retried",
    [...MADE, "provisioning_failed", "provisioning_started"],
    "provisioning, paid, none",
  ],
  ["a paid order is linked to a server", [...PAID, "server_linked"], "provisioned, paid, active"],
  ["one that is being made is linked", [...MADE, "server_linked"], "provisioned, paid, active"],
  ["one that was given up is linked", [...MADE, "provisioning_failed", "server_linked"], "provisioned, paid, active"],
  ["a running one is linked to another", [...RUNS, "server_linked"], "provisioned, paid, active"],
  ["linked while a renewal is owed", [...RUNS, "renewal_failed", "server_linked"], "provisioned, paid, past_due"],
  ["linked before its end", [...RUNS, "cancel_scheduled", "server_linked"], "provisioned, paid, canceling"],
  ["linked while it is stopped", [...RUNS, "service_suspended", "server_linked"], "provisioned, paid, suspended"],
  ["a renewal is owed, and paid", [...RUNS, "renewal_failed", "renewal_paid"], "provisioned, paid, active"],
  [
    "a renewal is owed by one that ends",
    [...RUNS, "cancel_scheduled", "renewal_failed"],
    "provisioned, paid, past_due",
  ],
  ["its end is set while it owes", [...RUNS, "renewal_failed", "cancel_scheduled"], "provisioned, paid, canceling"],
  ["its end is taken back", [...RUNS, "cancel_scheduled", "cancel_undone"], "provisioned, paid, active"],
  ["its subscription ends", [...RUNS, "subscription_ended"], "provisioned, paid, suspended"],
  ["its end ends it", [...RUNS, "cancel_scheduled", "subscription_ended"], "provisioned, paid, suspended"],
  ["the subscription of an order that nobody paid ends", ["subscription_ended"], "canceled, unpaid, none"],
  ["it ends before provisioning", [...PAID, "subscription_ended"], "canceled, paid, none"],
  ["it ends during provisioning", [...MADE, "subscription_ended"], "canceled, paid, none"],
  ["it ends after provisioning failed", [...MADE, "provisioning_failed", "subscription_ended"], "canceled, paid, none"],
  ["it ends twice", [...PAID, "subscription_ended", "subscription_ended"], "canceled, paid, none"],
  ["what stopped a server is over", [...RUNS, "service_suspended", "service_released"], "provisioned, paid, active"],
  ["one that owes is stopped", [...RUNS, "renewal_failed", "service_suspended"], "provisioned, paid, suspended"],
  ["one that ends is stopped", [...RUNS, "cancel_scheduled", "service_suspended"], "provisioned, paid, suspended"],
  ["it is refunded before provisioning", [...PAID, "refunded"], "refunded, refunded, none"],
  ["it is refunded during provisioning", [...MADE, "refunded"], "refunded, refunded, none"],
  [
    "it is refunded after provisioning failed",
    [...MADE, "provisioning_failed", "refunded"],
    "refunded, refunded, none",
  ],
  ["a running one is refunded", [...RUNS, "refunded"], "refunded, refunded, suspended"],
  ["one that owes is refunded", [...RUNS, "renewal_failed", "refunded"], "refunded, refunded, suspended"],
  [
    "one whose subscription ended before it began is refunded",
    [...PAID, "subscription_ended", "refunded"],
    "refunded, refunded, none",
  ],
  ["its subscription ends after the refund", [...PAID, "refunded", "subscription_ended"], "refunded, refunded, none"],
  ["a refund fails before there was a server", [...PAID, "refunded", "refund_failed_unmade"], "paid, paid, none"],
  ["a refund of a running one fails", [...RUNS, "refunded", "refund_failed"], "provisioned, paid, suspended"],
  ["a bank disputes it", [...RUNS, "disputed"], "provisioned, disputed, suspended"],
  ["a dispute is won", [...RUNS, "disputed", "dispute_won"], "provisioned, paid, suspended"],
  ["a dispute is lost", [...RUNS, "disputed", "refunded"], "refunded, refunded, suspended"],
  [
    "a dispute is won and the server released",
    [...RUNS, "disputed", "dispute_won", "service_released"],
    "provisioned, paid, active",
  ],
  ["one that owes is deleted", [...RUNS, "renewal_failed", "server_terminated"], "provisioned, paid, terminated"],
  ["one that ends is deleted", [...RUNS, "cancel_scheduled", "server_terminated"], "provisioned, paid, terminated"],
  ["a stopped one is deleted", [...RUNS, "service_suspended", "server_terminated"], "provisioned, paid, terminated"],
  [
    "one that is deleted already is refunded",
    [...RUNS, "server_terminated", "refunded"],
    "refunded, refunded, terminated",
  ],
  ["its plan changes", [...RUNS, "plan_changed"], "provisioned, paid, active"],
])("%s", (_name, path, states) => {
  expect(after(path)).toBe(states);
});
