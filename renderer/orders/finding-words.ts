import type { FindingCode } from "../../shared/contract/finding-codes.ts";
import type { StatusTone } from "../app/theme.ts";
import type { ActKind } from "./acts/offered-acts.ts";

/** A finding in words: what it is, what a person does about it, and the act that does that; null where none here can. */
export interface FindingWords {
  readonly title: string;
  readonly todo: string;
  readonly tone: StatusTone;
  readonly act: ActKind | null;
}

const bad = (title: string, todo: string, act: ActKind | null = null): FindingWords => ({
  title,
  todo,
  tone: "bad",
  act,
});
const warn = (title: string, todo: string, act: ActKind | null = null): FindingWords => ({
  title,
  todo,
  tone: "warn",
  act,
});
const clash = (title: string, todo: string, act: ActKind | null = null): FindingWords => ({
  title,
  todo,
  tone: "clash",
  act,
});

/** Every finding there is. One without words here does not compile. */
const WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  BACKUP_FAILED: bad("No backup could be taken", "Make room where the backups lie, then back up by hand in Settings."),
  DATABASE_DAMAGED: bad("The database is damaged", "Restart Waybill: it sets the file aside and rebuilds it."),
  DATABASE_REBUILT: warn(
    "The database was rebuilt",
    "Read what could not be brought back, then close this.",
    "resolve",
  ),
  DISK_FULL: bad("The disk is full", "Make room now: webhooks are refused until something can be written."),
  DISK_LOW: warn("The disk is nearly full", "Make room before webhooks have to be refused."),
  DISPUTE_INQUIRY: warn("The customer's bank asks", "Answer at Stripe before it becomes a dispute.", "note"),
  DISPUTE_LOST: bad("A dispute was lost", "Cancel the subscription, or it bills on.", "cancel"),
  EARLY_FRAUD_WARNING: bad(
    "The bank warns of fraud",
    "Look at the payment. Refund it before it is disputed.",
    "refund",
  ),
  EGG_NOT_FOUND: bad("A plan's egg is gone", "Put the egg back on the panel, or another in the catalog."),
  EGG_VARIABLE_MISSING: bad("A plan lacks an egg variable", "Give it a value in the catalog, and import that."),
  EGG_VARIABLE_REFUSED: bad("A plan's value breaks an egg's rule", "Mend the value in the catalog, and import that."),
  EGG_VARIABLE_UNKNOWN: warn("A plan sets what its egg does not have", "Take it out of the catalog, and import that."),
  EVENT_FAILED: bad("An event could not be applied", "Open the event, mend what it says, and replay it."),
  EVENT_WITHOUT_ORDER: warn("Events name an order that is not here", "Find whose it is. They wait until it appears."),
  ORDER_NOT_REBUILT: bad("An order could not be brought back", "Make it anew, and link the server that it had."),
  PAID_AFTER_END: clash(
    "Paid, though the subscription has ended",
    "Give the money back, or sell a new order.",
    "refund",
  ),
  PAID_TWICE: clash("Paid twice", "Give the second payment back.", "refund"),
  PARTIAL_REFUND: warn("A part was refunded", "The server runs on. Close this if that is meant.", "resolve"),
  PAYMENT_WITHOUT_ORDER: bad("A payment without an order", "Find whose it is: refund it at Stripe, or make the order."),
  PLAN_CHANGE_REFUSED: clash(
    "Billed for one plan, running on another",
    "Make room on its node or disk, or change the plan to one that fits.",
    "changePlan",
  ),
  PRICE_UNKNOWN: clash(
    "Billed at a Price that the catalog does not have",
    "Add the Price to the catalog, or change the plan to one that is sold.",
    "changePlan",
  ),
  REBUILT_WITHOUT_SERVER: bad("Brought back without a server", "Retry provisioning, which looks for it first."),
  REFUNDED_STILL_BILLED: clash("Refunded, and billed on", "Cancel the subscription before its next renewal.", "cancel"),
  RENEWAL_FAILED: warn(
    "A renewal was not paid",
    "Ask the customer for another card. Stripe tries again by itself; when the days of grace are over the server is suspended.",
    "cancel",
  ),
  SECOND_SUBSCRIPTION: clash("A second subscription bills for this order", "Cancel one of the two at Stripe."),
  SERVER_CONTRADICTED: clash(
    "The server on the panel is not what was sold",
    "Mend it on the panel, or delete it there; then retry provisioning.",
  ),
  SERVER_GONE: bad(
    "The server is gone from the panel",
    "If that is meant, cancel the order. If not, link the server that took its place.",
    "cancel",
  ),
  SERVER_NOT_SUSPENDED: bad(
    "A server runs that must stand still",
    "See what the panel says, then suspend it.",
    "suspend",
  ),
  SERVER_OF_LOST_ORDER: bad("A server whose order is lost", "Make the order anew and link this server to it."),
  SERVER_RESIZED: clash(
    "The server has another size than was sold",
    "Somebody changed it on the panel. Change the plan to what it has now, or change it back there.",
    "changePlan",
  ),
  SUSPENDED_BEFORE_REBUILD: warn(
    "It was suspended before the database was lost",
    "Why is not known any more. Suspend it for a reason of yours, or unsuspend it.",
    "unsuspend",
  ),
  TERMINATION_REFUSED: bad("The server could not be deleted", "Mend what is said, then terminate again.", "terminate"),
  TERMINATION_SCHEDULED: warn("The server is going to be deleted", "Call it off to keep the server.", "callOff"),
  TERM_OVER: warn("What was paid elsewhere is over", "Note the next payment, or cancel the order.", "cancel"),
};

/** What a finding is and what to do about it; one that another version wrote has its sentence alone. */
export const findingWords = (code: string): FindingWords =>
  Object.hasOwn(WORDS, code)
    ? WORDS[code as FindingCode]
    : warn("A finding", "Close it once it is dealt with.", "resolve");
