import type { ServiceState } from "../../../shared/contract/states.ts";
import type { OrderChange, OrderStates } from "../orders/order-machines.ts";
import type { HoldReason } from "../store/tables/life.ts";

/** All that decides how an order stands, however it came to be known. */
export interface Standing {
  readonly holds: ReadonlySet<HoldReason>;
  readonly isPastDue: boolean;
  /** The subscription's end is set. */
  readonly isCanceling: boolean;
  readonly hasServer: boolean;
  /** No Session tells of its payment: an unpaid one is over when its subscription is. */
  readonly isBilledByInvoice: boolean;
}

/**
 * The next change that brings an order to where its facts say that it stands; null where it stands there. Asked again
 * after each change, it comes to an end, and to the same one in whichever order the facts were learned. Pure.
 */
export const nextChange = (states: OrderStates, standing: Standing): OrderChange | null =>
  paymentChange(states, standing) ?? statusChange(states, standing) ?? serviceChange(states, standing);

/** Whether money came, whatever became of it later. */
export const isPaidFor = ({ paymentState }: OrderStates): boolean =>
  paymentState !== "unpaid" && paymentState !== "processing";

function paymentChange(states: OrderStates, { holds, hasServer }: Standing): OrderChange | null {
  if (!isPaidFor(states)) return null;
  if (holds.has("refunded")) return states.paymentState === "refunded" ? null : "refunded";
  if (states.paymentState === "refunded") return hasServer ? "refund_failed" : "refund_failed_unmade";
  if (states.paymentState === "paid") return holds.has("disputed") ? "disputed" : null;
  return holds.has("disputed") ? null : "dispute_won";
}

const NOT_MADE_YET: ReadonlySet<OrderStates["status"]> = new Set(["paid", "provisioning", "error"]);

function statusChange(states: OrderStates, { holds, isBilledByInvoice }: Standing): OrderChange | null {
  if (!holds.has("ended")) return null;
  if (isPaidFor(states)) return NOT_MADE_YET.has(states.status) ? "subscription_ended" : null;
  // An order that never was paid is left to its Session, if it has one.
  return isBilledByInvoice && states.status === "pending" ? "subscription_ended" : null;
}

type Running = Exclude<ServiceState, "none" | "terminated">;

/** How one running service becomes another; a way of two changes begins with the first. */
const WAYS: Readonly<Record<Running, Readonly<Partial<Record<Running, OrderChange>>>>> = {
  active: { past_due: "renewal_failed", canceling: "cancel_scheduled", suspended: "service_suspended" },
  past_due: { active: "renewal_paid", canceling: "renewal_paid", suspended: "service_suspended" },
  canceling: { active: "cancel_undone", past_due: "renewal_failed", suspended: "service_suspended" },
  suspended: { active: "service_released", past_due: "service_released", canceling: "service_released" },
};

function serviceChange({ serviceState }: OrderStates, standing: Standing): OrderChange | null {
  if (serviceState === "none" || serviceState === "terminated") return null;
  return WAYS[serviceState][desiredService(standing)] ?? null;
}

function desiredService({ holds, isPastDue, isCanceling }: Standing): Running {
  if (holds.size > 0) return "suspended";
  if (isPastDue) return "past_due";
  return isCanceling ? "canceling" : "active";
}

/** Whether an order in these states wants a server that it does not have yet. */
export const wantsServer = ({ status, paymentState }: OrderStates): boolean =>
  paymentState === "paid" && (status === "paid" || status === "provisioning");

/** Whether an order's server, wherever it came from, must stand still. */
export function mustStandStill({ status, paymentState, serviceState }: OrderStates): boolean {
  const isServiceOver = serviceState === "suspended" || serviceState === "terminated";
  const isOrderOver = status === "refunded" || status === "canceled";
  return isServiceOver || isOrderOver || paymentState === "refunded" || paymentState === "disputed";
}
