import { oc } from "@orpc/contract";
import { z } from "zod";
import { Money } from "../kernel/money.ts";
import { ServerName } from "./checkout.ts";
import { refusals } from "./errors.ts";
import { EventRow } from "./events.ts";
import { JobState, OrderStatus, PaymentState, ServiceState, StepOutcome, Term, TraceStepState } from "./states.ts";
import { StepEdit } from "./step-edit.ts";
import { TraceStep } from "./trace.ts";

/** An order as the list shows it. Times are epoch milliseconds. */
export const OrderRow = z.object({
  id: z.string(),
  status: OrderStatus,
  paymentState: PaymentState,
  serviceState: ServiceState,
  customerEmail: z.string().nullable(),
  planId: z.string(),
  planName: z.string(),
  term: Term,
  region: z.string(),
  serverName: z.string(),
  price: Money,
  createdAt: z.number(),
  updatedAt: z.number(),
  /** The ten marks of the trace strip, step 1 first. */
  strip: z.array(TraceStepState).length(10),
  /** Why a person should look, in one sentence; null when nobody needs to. */
  attention: z.string().nullable(),
});
export type OrderRow = z.infer<typeof OrderRow>;

export const JobRow = z.object({
  id: z.number().int(),
  kind: z.string(),
  state: JobState,
  attempts: z.number().int(),
  runAt: z.number(),
  finishedAt: z.number().nullable(),
  error: z.string().nullable(),
});
export type JobRow = z.infer<typeof JobRow>;

/** One attempt at one step of a provisioning run. `evidence` is the exchange with the panel, secrets masked. */
export const ProvisioningStepRow = z.object({
  id: z.number().int(),
  name: z.string(),
  attempt: z.number().int(),
  outcome: StepOutcome,
  says: z.string(),
  code: z.string().nullable(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  evidence: z.string().nullable(),
});
export type ProvisioningStepRow = z.infer<typeof ProvisioningStepRow>;

export const AuditRow = z.object({
  id: z.number().int(),
  at: z.number(),
  actor: z.string(),
  act: z.string(),
  says: z.string(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** Something on an order that a person should see. `code` is one of `FINDING_CODES`, or of another version's. */
export const FindingRow = z.object({ id: z.number().int(), code: z.string(), says: z.string(), openedAt: z.number() });
export type FindingRow = z.infer<typeof FindingRow>;

/** What an operator gave a step of the order's provisioning to go by, in a few words; it holds until the server is there. */
export const StepEditRow = z.object({
  step: z.enum(["customer", "placement", "create"]),
  by: z.string(),
  says: z.string(),
});
export type StepEditRow = z.infer<typeof StepEditRow>;

export const OrderDetail = OrderRow.extend({
  userId: z.string(),
  itemType: z.string(),
  /** The add-ons' ids, one as often as it was bought. */
  addons: z.array(z.string()),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  sessionId: z.string().nullable(),
  /** Where the customer pays; null once there is nothing to pay. */
  paymentUrl: z.string().nullable(),
  sessionExpiresAt: z.number().nullable(),
  subscriptionId: z.string().nullable(),
  stripeUrl: z.string().nullable(),
  server: z
    .object({
      id: z.number().int(),
      identifier: z.string(),
      address: z.string().nullable(),
      panelUrl: z.string().nullable(),
    })
    .nullable(),
  trace: z.array(TraceStep).length(10),
  events: z.array(EventRow),
  jobs: z.array(JobRow),
  steps: z.array(ProvisioningStepRow),
  audit: z.array(AuditRow),
  /** Open ones, the newest first. */
  findings: z.array(FindingRow),
  edits: z.array(StepEditRow),
  /** Whether `retry` would be taken now, and why not where it wouldn't. */
  retry: z.object({ allowed: z.boolean(), says: z.string() }),
  /** Text for the customer, without ids. */
  answer: z.string(),
});
export type OrderDetail = z.infer<typeof OrderDetail>;

export const OrderView = z.enum(["all", "attention", "paid_no_server", "running", "past_due", "waiting_on_bank"]);
export type OrderView = z.infer<typeof OrderView>;

/** What staff fill in to sell a server from the console. */
export const NewOrder = z.object({
  email: z.email("Write the customer's e-mail address, such as name@example.com").max(191),
  planId: z.string().min(1, "Choose a plan"),
  region: z.string().min(1, "Choose a region"),
  term: Term,
  serverName: ServerName,
});
export type NewOrder = z.infer<typeof NewOrder>;

export const ordersContract = {
  /** Newest first, those that need a person before the rest. `cursor` comes from the page before. */
  list: oc
    .input(
      z.object({
        view: OrderView.default("all"),
        query: z.string().trim().max(200).default(""),
        status: OrderStatus.nullable().default(null),
        region: z.string().nullable().default(null),
        cursor: z.string().nullable().default(null),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ rows: z.array(OrderRow), cursor: z.string().nullable() })),
  counts: oc.output(z.record(OrderView, z.number().int())),
  get: oc
    .input(z.object({ orderId: z.string() }))
    .output(OrderDetail)
    .errors({ ORDER_NOT_FOUND: refusals.ORDER_NOT_FOUND }),
  /**
   * Makes the order and its Checkout Session; nothing is charged until the customer pays on `url`. `requestId` is one press of
   * the console's button: asked twice, it is one order.
   */
  create: oc
    .input(NewOrder.extend({ requestId: z.uuid().nullable().default(null) }))
    .output(
      z.object({ orderId: z.string(), sessionId: z.string(), url: z.string(), expiresAt: z.number(), price: Money }),
    )
    .errors({
      PLAN_NOT_FOUND: refusals.PLAN_NOT_FOUND,
      REGION_UNKNOWN: refusals.REGION_UNKNOWN,
      TERM_UNKNOWN: refusals.TERM_UNKNOWN,
      EGG_VARIABLE_MISSING: refusals.EGG_VARIABLE_MISSING,
      NO_CAPACITY: refusals.NO_CAPACITY,
      STRIPE_REFUSED: refusals.STRIPE_REFUSED,
      STRIPE_UNREACHABLE: refusals.STRIPE_UNREACHABLE,
      STRIPE_NOT_CONFIGURED: refusals.STRIPE_NOT_CONFIGURED,
      PANEL_UNREACHABLE: refusals.PANEL_UNREACHABLE,
    }),
  /** Puts a paid order without a server back to work, from the step that failed. */
  retry: oc
    .input(z.object({ orderId: z.string() }))
    .output(OrderDetail)
    .errors({
      ORDER_NOT_FOUND: refusals.ORDER_NOT_FOUND,
      ORDER_TRANSITION_REFUSED: refusals.ORDER_TRANSITION_REFUSED,
      ORDER_CHANGED: refusals.ORDER_CHANGED,
    }),
  /** Gives one step something else to go by (or, with null, gives it back to Waybill), and puts the order to work. */
  retryStep: oc
    .input(z.intersection(z.object({ orderId: z.string() }), StepEdit))
    .output(OrderDetail)
    .errors({
      ORDER_NOT_FOUND: refusals.ORDER_NOT_FOUND,
      ORDER_TRANSITION_REFUSED: refusals.ORDER_TRANSITION_REFUSED,
      ORDER_CHANGED: refusals.ORDER_CHANGED,
    }),
  /** Says yes to a payment whose amount is not the plan's, so that it may be provisioned. */
  approveAmount: oc
    .input(z.object({ orderId: z.string(), reason: z.string().trim().min(3, "Say why, for the audit").max(500) }))
    .output(OrderDetail)
    .errors({
      ORDER_NOT_FOUND: refusals.ORDER_NOT_FOUND,
      ORDER_TRANSITION_REFUSED: refusals.ORDER_TRANSITION_REFUSED,
      ORDER_CHANGED: refusals.ORDER_CHANGED,
    }),
  /** Reads the order's Checkout Session at Stripe now and applies what it says. */
  askStripe: oc
    .input(z.object({ orderId: z.string() }))
    .output(OrderDetail)
    .errors({
      ORDER_NOT_FOUND: refusals.ORDER_NOT_FOUND,
      STRIPE_REFUSED: refusals.STRIPE_REFUSED,
      STRIPE_UNREACHABLE: refusals.STRIPE_UNREACHABLE,
      STRIPE_NOT_CONFIGURED: refusals.STRIPE_NOT_CONFIGURED,
    }),
};
