import { oc } from "@orpc/contract";
import { z } from "zod";
import { Money } from "../kernel/money.ts";
import { refusals } from "./errors.ts";
import { NewOrder, OrderDetail } from "./orders.ts";
import { OrderStatus, Term } from "./states.ts";

const OrderId = z.object({ orderId: z.string() });
const Reason = z.string().trim().min(3, "Say why, for the audit").max(500, "500 characters at most");
/** Where a payment that Stripe knows nothing of can be found. */
const Reference = z.string().trim().min(3, "Write where the payment can be found").max(500, "500 characters at most");
/**
 * What the operator typed to confirm: the amount of what moves money, the server's name of what removes data or makes a server
 * without a payment at Stripe, the number of orders of what is done in bulk. The engine asks for it in `live` alone; elsewhere
 * it may be null.
 */
const Confirm = z.string().trim().max(100).nullable().default(null);
/** An id that the console makes for one press of a button: asked twice, done once. */
const RequestId = z.uuid().nullable().default(null);

/** The order as it is after an act, and what was done in a sentence. */
export const ActDone = z.object({ says: z.string(), order: OrderDetail });
export type ActDone = z.infer<typeof ActDone>;

const Why = OrderId.extend({ reason: Reason });
const errors = {
  ORDER_NOT_FOUND: refusals.ORDER_NOT_FOUND,
  ORDER_TRANSITION_REFUSED: refusals.ORDER_TRANSITION_REFUSED,
  ORDER_CHANGED: refusals.ORDER_CHANGED,
  ACT_NOT_CONFIRMED: refusals.ACT_NOT_CONFIRMED,
  SERVICE_HELD: refusals.SERVICE_HELD,
  NOTHING_TO_REFUND: refusals.NOTHING_TO_REFUND,
  DISK_TOO_FULL: refusals.DISK_TOO_FULL,
  PLAN_OTHER_GAME: refusals.PLAN_OTHER_GAME,
  SERVER_NOT_FOUND: refusals.SERVER_NOT_FOUND,
  SERVER_TAKEN: refusals.SERVER_TAKEN,
  SERVER_CONTRADICTED: refusals.SERVER_CONTRADICTED,
  CREATE_UNCERTAIN: refusals.CREATE_UNCERTAIN,
  SCHEDULED_ACT_NOT_FOUND: refusals.SCHEDULED_ACT_NOT_FOUND,
  PLAN_NOT_FOUND: refusals.PLAN_NOT_FOUND,
  REGION_UNKNOWN: refusals.REGION_UNKNOWN,
  TERM_UNKNOWN: refusals.TERM_UNKNOWN,
  ADDON_UNKNOWN: refusals.ADDON_UNKNOWN,
  EGG_VARIABLE_MISSING: refusals.EGG_VARIABLE_MISSING,
  NO_CAPACITY: refusals.NO_CAPACITY,
  STRIPE_REFUSED: refusals.STRIPE_REFUSED,
  STRIPE_UNREACHABLE: refusals.STRIPE_UNREACHABLE,
  STRIPE_NOT_CONFIGURED: refusals.STRIPE_NOT_CONFIGURED,
  PANEL_REFUSED: refusals.PANEL_REFUSED,
  PANEL_UNREACHABLE: refusals.PANEL_UNREACHABLE,
};
/** The codes that an act may refuse with. */
export type ActCode = keyof typeof errors;

const act = <T extends z.ZodType>(input: T) => oc.input(input).output(ActDone).errors(errors);

/** Every act on an order that the console offers, by the name of its procedure. */
export const ActName = z.enum([
  "provision",
  "cancel",
  "refund",
  "suspend",
  "unsuspend",
  "reinstall",
  "changePlan",
  "terminate",
  "linkServer",
]);
export type ActName = z.infer<typeof ActName>;

/** Whether an act would be taken now, why not where it wouldn't, and what must be typed to confirm it; null for nothing. */
export const ActOffer = z.object({
  act: ActName,
  allowed: z.boolean(),
  says: z.string(),
  confirm: z.string().nullable(),
});
export type ActOffer = z.infer<typeof ActOffer>;

/** An act that is due later. `cause` is `operator:<name>` or `policy:<reason>`; times are epoch ms. */
export const ScheduledRow = z.object({
  id: z.number().int(),
  orderId: z.string(),
  act: z.literal("terminate"),
  dueAt: z.number(),
  cause: z.string(),
  says: z.string(),
  running: z.boolean(),
});
export type ScheduledRow = z.infer<typeof ScheduledRow>;

/** Why a service stands as it does, what is going to happen to it by itself, and what may be done. */
export const Standing = z.object({
  holds: z.array(z.object({ reason: z.string(), source: z.string(), since: z.number(), says: z.string() })),
  paidBy: z.enum(["checkout", "invoice", "free", "elsewhere"]),
  paymentReference: z.string().nullable(),
  periodEndsAt: z.number().nullable(),
  cancelsAt: z.number().nullable(),
  pastDueSince: z.number().nullable(),
  graceEndsAt: z.number().nullable(),
  scheduled: z.array(ScheduledRow),
  acts: z.array(ActOffer),
});
export type Standing = z.infer<typeof Standing>;

/** What a server may use: MiB, and 100 `cpuPercent` a core. 0 is without a limit. */
const ServerSize = z.object({
  memoryMb: z.number().int(),
  diskMb: z.number().int(),
  cpuPercent: z.number().int(),
  databases: z.number().int(),
  backups: z.number().int(),
});

/** A change of plan before it is made. `isSame`: the order is on it already; `isBilled`: a subscription goes with it. */
export const PlanQuote = z.object({
  price: Money,
  sizeNow: ServerSize,
  sizeAfter: ServerSize,
  isSame: z.boolean(),
  isBilled: z.boolean(),
  /** Why it would be refused now; null where it fits. */
  refusal: z.object({ code: z.string(), says: z.string() }).nullable(),
});
export type PlanQuote = z.infer<typeof PlanQuote>;

const Bought = NewOrder.extend({ requestId: RequestId });
/** Of orders that were put to work: how many have their server, are being made, failed again, or went another way. */
export const WorkProgress = z.object({
  done: z.number().int(),
  working: z.number().int(),
  failed: z.number().int(),
  other: z.number().int(),
});
export type WorkProgress = z.infer<typeof WorkProgress>;

/** Orders by what is wrong with them; all that is null counts for nothing. */
export const RetryFilter = z.object({
  status: z.enum(OrderStatus.options).nullable().default("error"),
  errorCode: z.string().max(100).nullable().default(null),
  region: z.string().max(100).nullable().default(null),
  planId: z.string().max(100).nullable().default(null),
  /** These alone, as they were picked. */
  orderIds: z.array(z.string()).min(1).max(500).nullable().default(null),
});
export type RetryFilter = z.infer<typeof RetryFilter>;

export const actsContract = {
  standing: oc.input(OrderId).output(Standing).errors({ ORDER_NOT_FOUND: refusals.ORDER_NOT_FOUND }),

  /** Sells by an invoice that Stripe sends by e-mail; the server is made when it is paid. */
  createByInvoice: act(Bought),
  /** Gives a server away. */
  createFree: act(Bought.extend({ reason: Reason, confirm: Confirm })),
  /** Notes a payment that Stripe knows nothing of; `reference` is where it can be found. */
  createPaidElsewhere: act(Bought.extend({ reference: Reference, confirm: Confirm })),

  /** Notes that the next term of such an order was paid, too: its end moves by one term. */
  notePayment: act(OrderId.extend({ reference: Reference, requestId: RequestId })),

  /** Puts a paid order without a server to work now, from where it stopped. */
  provision: act(OrderId),
  /** The same for all that match. `count` is how many the operator saw; another number does nothing. */
  provisionAll: oc
    .input(z.object({ filter: RetryFilter, count: z.number().int().min(1), confirm: Confirm }))
    .output(
      z.object({
        says: z.string(),
        put: z.array(z.string()),
        refused: z.array(z.object({ orderId: z.string(), says: z.string() })),
      }),
    )
    .errors({ ACT_NOT_CONFIRMED: refusals.ACT_NOT_CONFIRMED, ORDER_CHANGED: refusals.ORDER_CHANGED }),
  /** How far orders are that were put to work. */
  progress: oc.input(z.object({ orderIds: z.array(z.string()).min(1).max(500) })).output(WorkProgress),
  /** How many `provisionAll` would put to work. */
  countProvisionable: oc.input(z.object({ filter: RetryFilter })).output(z.object({ count: z.number().int() })),

  /** Ends what bills now, at the period's end, or takes that end back. An unpaid order's link is closed. */
  cancel: act(Why.extend({ when: z.enum(["now", "period_end", "never"]) })),
  /** Gives money back; `amount` null is all that is left. Minor units of the payment's currency. */
  refund: act(
    Why.extend({
      amount: z.number().int().positive().nullable(),
      cancelSubscription: z.boolean().default(false),
      confirm: Confirm,
      requestId: RequestId,
    }),
  ),
  suspend: act(Why),
  /** Takes back what an operator or a fraud warning holds; what else holds the service stays. */
  unsuspend: act(Why),
  reinstall: act(Why.extend({ confirm: Confirm, requestId: RequestId })),
  /** Bills another plan from now on, and resizes the server. Refused where node or disk have no room, before money moves. */
  changePlan: act(
    Why.extend({
      planId: z.string().min(1, "Choose a plan"),
      term: Term,
      addons: z.array(z.string()).max(20).default([]),
      proration: z.enum(["create_prorations", "always_invoice", "none"]).default("create_prorations"),
      confirm: Confirm,
    }),
  ),
  /** Cancels what bills and deletes the server, now (`at` null) or at a time (epoch ms) until which it can be called off. */
  terminate: act(Why.extend({ at: z.number().int().nullable(), confirm: Confirm })),
  callOff: act(z.object({ scheduledId: z.number().int(), reason: Reason })),
  /** Makes a server that is on the panel already the order's. */
  linkServer: act(Why.extend({ serverId: z.number().int().positive(), acceptDifferences: z.boolean().default(false) })),
  note: act(OrderId.extend({ text: z.string().trim().min(1, "Write the note").max(2_000), requestId: RequestId })),
  /** Closes the order's open findings, or those of one code. What is still so is found again. */
  resolve: act(Why.extend({ code: z.string().max(100).nullable().default(null) })),
  /** Everything that is due later, the next first. */
  scheduled: oc.output(z.array(ScheduledRow)),
  /** What a change of plan would cost a term and make of the server, and whether it would fit now. Changes nothing. */
  quotePlan: oc
    .input(OrderId.extend({ planId: z.string(), term: Term, addons: z.array(z.string()).max(20).default([]) }))
    .output(PlanQuote)
    .errors(errors),
};
