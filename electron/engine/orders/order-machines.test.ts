import * as fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { OrderStatus, PaymentState, ServiceState } from "../../../shared/contract/states.ts";
import { decideChange, type OrderChange, type OrderStates } from "./order-machines.ts";

const changes: readonly OrderChange[] = [
  "checkout_failed",
  "payment_processing",
  "payment_confirmed",
  "amount_mismatched",
  "amount_approved",
  "payment_failed",
  "session_expired",
  "provisioning_started",
  "provisioning_failed",
  "server_ready",
  "refunded",
  "disputed",
  "dispute_won",
  "renewal_failed",
  "renewal_paid",
  "cancel_scheduled",
  "cancel_undone",
  "subscription_ended",
  "service_suspended",
  "service_released",
  "refund_failed",
  "refund_failed_unmade",
  "order_canceled",
  "server_linked",
  "plan_changed",
  "server_terminated",
];
const anyPath = fc.array(fc.constantFrom(...changes), { maxLength: 40 });
const fresh: OrderStates = { status: "pending", paymentState: "unpaid", serviceState: "none" };

/** Applies what is allowed and leaves out what is refused. */
const follow = (path: readonly OrderChange[], from: OrderStates = fresh): OrderStates =>
  path.reduce<OrderStates>((states, change) => {
    const decided = decideChange(states, change);
    return decided.ok ? decided.value : states;
  }, from);

test("a purchase goes from pending to provisioned", () => {
  expect(follow(["payment_confirmed", "provisioning_started", "server_ready"])).toEqual({
    status: "provisioned",
    paymentState: "paid",
    serviceState: "active",
  });
});

test("a renewal never turns provisioned back into paid", () => {
  const running = follow(["payment_confirmed", "provisioning_started", "server_ready"]);
  expect(decideChange(running, "payment_confirmed")).toMatchObject({
    ok: false,
    error: { code: "ORDER_TRANSITION_REFUSED" },
  });
  expect(follow(["renewal_failed", "renewal_paid"], running)).toEqual(running);
});

test("a failed renewal leaves the order provisioned", () => {
  const running = follow(["payment_confirmed", "provisioning_started", "server_ready", "renewal_failed"]);
  expect(running).toMatchObject({ status: "provisioned", serviceState: "past_due" });
});

test("money that arrives after the link expired still makes the order paid", () => {
  expect(follow(["session_expired", "payment_confirmed"])).toMatchObject({ status: "paid", paymentState: "paid" });
});

test("an amount that disagrees is kept as paid and gets no server before somebody says so", () => {
  const odd = follow(["amount_mismatched"]);
  expect(odd).toMatchObject({ status: "error", paymentState: "paid" });
  expect(follow(["amount_approved"], odd)).toMatchObject({ status: "paid" });
});

test("a refused change names the state that forbade it and moves nothing", () => {
  expect(decideChange(fresh, "server_ready")).toMatchObject({
    ok: false,
    error: { from: fresh, says: expect.stringContaining("pending") },
  });
});

test("a change moves all of its machines or none", () => {
  // The status would allow it, the payment does not: an order that failed before anybody paid.
  const unpaid: OrderStates = { status: "error", paymentState: "unpaid", serviceState: "none" };
  expect(decideChange(unpaid, "provisioning_started").ok).toBe(false);
});

test("a server that was deleted on purpose never runs again", () => {
  const gone = follow(["payment_confirmed", "provisioning_started", "server_ready", "server_terminated"]);
  expect(gone).toMatchObject({ status: "provisioned", serviceState: "terminated" });
  const after = fc.sample(anyPath, 500).map((path) => follow(path, gone).serviceState);
  expect(new Set(after)).toEqual(new Set(["terminated"]));
});

test("a refund after the subscription's end, or before it, is the same in the end", () => {
  const paid = follow(["payment_confirmed"]);
  expect(follow(["subscription_ended", "refunded"], paid)).toEqual(follow(["refunded", "subscription_ended"], paid));
});

test("a refund that fails leaves the order as it was, its service still stopped", () => {
  const running = follow(["payment_confirmed", "provisioning_started", "server_ready"]);
  const back = follow(["refunded", "refund_failed"], running);
  expect(back).toEqual({ status: "provisioned", paymentState: "paid", serviceState: "suspended" });
});

test("only an order that nobody paid for can be canceled by hand", () => {
  expect(decideChange(follow(["payment_confirmed"]), "order_canceled").ok).toBe(false);
  expect(decideChange(follow(["payment_processing"]), "order_canceled").ok).toBe(false);
  expect(follow(["order_canceled"])).toMatchObject({ status: "canceled", paymentState: "unpaid" });
});

/** What must hold whatever happened; the name of the first rule that is broken, or null. */
function brokenRule({ status, paymentState, serviceState }: OrderStates): string | null {
  const runs = serviceState === "active" || serviceState === "past_due" || serviceState === "canceling";
  if (runs && paymentState !== "paid") return "a server runs on money that is not there";
  if (status === "provisioned" && paymentState !== "paid" && paymentState !== "disputed") return "provisioned, unpaid";
  if (status === "refunded" && paymentState !== "refunded") return "refunded, but the money is said to be here";
  return null;
}

test("whatever happens, no server runs on money that is not there", () => {
  const broken = fc.sample(anyPath, 5_000).map((path) => brokenRule(follow(path)));
  expect(broken.filter((rule) => rule !== null)).toEqual([]);
});

test("every state that a change leads to is one of the contract's", () => {
  const contract = z.object({ status: OrderStatus, paymentState: PaymentState, serviceState: ServiceState });
  const strange = fc
    .sample(anyPath, 2_000)
    .map((path) => follow(path))
    .filter((states) => !contract.safeParse(states).success);
  expect(strange).toEqual([]);
});
