import type { OrderStatus, PaymentState, ServiceState } from "../../../shared/contract/states.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";

/** The three columns that tell where an order stands; each has a machine, so that no event has to lie about another. */
export interface OrderStates {
  readonly status: OrderStatus;
  readonly paymentState: PaymentState;
  readonly serviceState: ServiceState;
}

/** What can happen to an order. A change moves one machine, two or all three. */
export type OrderChange =
  | "checkout_failed" // Stripe made no Session
  | "payment_processing" // the bank takes days
  | "payment_confirmed"
  | "amount_mismatched" // paid, but not the plan's price
  | "amount_approved" // an operator takes it all the same
  | "payment_failed"
  | "session_expired"
  | "provisioning_started"
  | "provisioning_failed"
  | "server_ready"
  | "refunded"
  | "disputed"
  | "dispute_won"
  | "renewal_failed"
  | "renewal_paid"
  | "cancel_scheduled"
  | "cancel_undone"
  | "subscription_ended"
  | "service_suspended" // a reason that is neither money nor the subscription's end
  | "service_released" // what had suspended the server is over
  | "refund_failed" // the money came back to us: the order is what it was
  | "refund_failed_unmade" // the same, of an order that never got its server
  | "order_canceled" // by an operator, before anybody paid
  | "server_linked" // an operator gave it a server that was there already, also in place of one that is gone
  | "plan_changed" // what is billed and what runs agree on another plan
  | "server_terminated"; // its server was deleted on purpose

type Machine<State extends string> = Readonly<Partial<Record<OrderChange, Readonly<Partial<Record<State, State>>>>>>;

// Money that arrives late is still money: whatever an unpaid order was called, a confirmed payment makes it paid.
const unpaidToPaid = { pending: "paid", expired: "paid", canceled: "paid", error: "paid" } as const;
const unpaidToError = { pending: "error", expired: "error", canceled: "error", error: "error" } as const;

const status: Machine<OrderStatus> = {
  checkout_failed: { pending: "error" },
  payment_confirmed: unpaidToPaid,
  amount_mismatched: unpaidToError,
  amount_approved: { error: "paid" },
  payment_failed: { pending: "canceled" },
  session_expired: { pending: "expired" },
  provisioning_started: { paid: "provisioning", provisioning: "provisioning", error: "provisioning" },
  provisioning_failed: { provisioning: "error" },
  server_ready: { provisioning: "provisioned" },
  refunded: {
    paid: "refunded",
    provisioning: "refunded",
    provisioned: "refunded",
    error: "refunded",
    canceled: "refunded",
  },
  refund_failed: { refunded: "provisioned" },
  refund_failed_unmade: { refunded: "paid" },
  order_canceled: { pending: "canceled", expired: "canceled" }, // closing its link may expire it first
  server_linked: { paid: "provisioned", provisioning: "provisioned", error: "provisioned", provisioned: "provisioned" },
  subscription_ended: {
    pending: "canceled",
    paid: "canceled",
    provisioning: "canceled",
    error: "canceled",
    provisioned: "provisioned",
    canceled: "canceled",
    refunded: "refunded",
  },
};

const payment: Machine<PaymentState> = {
  checkout_failed: { unpaid: "unpaid" },
  payment_processing: { unpaid: "processing" },
  payment_confirmed: { unpaid: "paid", processing: "paid" },
  amount_mismatched: { unpaid: "paid", processing: "paid" },
  amount_approved: { paid: "paid" },
  payment_failed: { unpaid: "unpaid", processing: "unpaid" },
  session_expired: { unpaid: "unpaid" },
  provisioning_started: { paid: "paid" },
  server_ready: { paid: "paid" },
  service_released: { paid: "paid" },
  refund_failed: { refunded: "paid" },
  refund_failed_unmade: { refunded: "paid" },
  order_canceled: { unpaid: "unpaid" },
  server_linked: { paid: "paid" },
  refunded: { paid: "refunded", disputed: "refunded" },
  disputed: { paid: "disputed" },
  dispute_won: { disputed: "paid" },
};

/** Where a running service goes when it must stop; one that never ran, or is gone, stays as it is. */
const stopped = {
  none: "none",
  active: "suspended",
  past_due: "suspended",
  canceling: "suspended",
  suspended: "suspended",
  terminated: "terminated",
} as const;

const service: Machine<ServiceState> = {
  server_ready: { none: "active" },
  refunded: stopped,
  disputed: stopped,
  renewal_failed: { active: "past_due", canceling: "past_due" },
  renewal_paid: { past_due: "active" },
  cancel_scheduled: { active: "canceling", past_due: "canceling" },
  cancel_undone: { canceling: "active" },
  subscription_ended: stopped,
  service_suspended: { active: "suspended", past_due: "suspended", canceling: "suspended" },
  service_released: { suspended: "active" },
  server_linked: {
    none: "active",
    active: "active",
    past_due: "past_due",
    canceling: "canceling",
    suspended: "suspended",
  },
  server_terminated: { active: "terminated", past_due: "terminated", canceling: "terminated", suspended: "terminated" },
};

export interface RefusedTransition {
  readonly code: "ORDER_TRANSITION_REFUSED";
  readonly change: OrderChange;
  readonly from: OrderStates;
  readonly says: string;
}

/**
 * What `change` makes of `from`: every machine that knows the change must allow it, or nothing moves and the refusal says
 * which state forbade it. Pure.
 */
export function decideChange(from: OrderStates, change: OrderChange): Result<OrderStates, RefusedTransition> {
  const next = {
    status: step(status, from.status, change),
    paymentState: step(payment, from.paymentState, change),
    serviceState: step(service, from.serviceState, change),
  };
  const { status: nextStatus, paymentState, serviceState } = next;
  if (nextStatus && paymentState && serviceState) return ok({ status: nextStatus, paymentState, serviceState });
  const says = `An order that is ${from.status}, ${from.paymentState} and has service ${from.serviceState} does not take ${change}.`;
  return err({ code: "ORDER_TRANSITION_REFUSED", change, from, says });
}

/** The next state; the same where the machine does not know the change; undefined where it forbids it. */
function step<State extends string>(machine: Machine<State>, from: State, change: OrderChange): State | undefined {
  const allowed = machine[change];
  return allowed ? allowed[from] : from;
}
