import type {
  AnyObject,
  Dispute,
  HiddenCharge,
  HiddenSession,
  HiddenTypes,
  Invoice,
  Session,
  Subscription,
} from "../shapes/object-types.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** How long the first payment of a subscription may be outstanding. */
const INCOMPLETE_FOR = 23 * HOUR;
/** How long before a trial's end its end is told. */
const TOLD_BEFORE = 3 * DAY;

/** Which clock an object lives by: a test clock's id, or the empty text for the sandbox's own. */
export const clockOf = (value: AnyObject): string =>
  "test_clock" in value && typeof value.test_clock === "string" ? value.test_clock : "";

/** When, on its clock (epoch seconds), something happens to an object by itself; null where nothing will. Pure. */
export function dueOf(value: AnyObject, hidden: object): number | null {
  switch (value.object) {
    case "checkout.session":
      return sessionDue(value, hidden as HiddenSession);
    case "subscription":
      return earliest(Object.values(subscriptionDues(value, hidden as HiddenTypes["subscription"])));
    case "invoice":
      return earliest(Object.values(invoiceDues(value, hidden as HiddenTypes["invoice"])));
    case "charge":
      return (hidden as HiddenCharge).trouble ? value.created : null;
    case "dispute":
      return disputeDue(value, hidden);
    default:
      return null;
  }
}

// A session's time is the machine's, and runs on where the sandbox's clock is moved on.
const sessionDue = ({ status, expires_at }: Session, { ahead = 0 }: HiddenSession): number | null =>
  status === "open" ? expires_at + ahead : null;

type Dues<K extends string> = Readonly<Partial<Record<K, number>>>;

/** When what happens to a subscription by itself. */
export function subscriptionDues(
  subscription: Subscription,
  { toldTrialEnd }: HiddenTypes["subscription"],
): Dues<"giveUp" | "cancel" | "tellTrialEnd" | "resumeCollection" | "renew"> {
  const { status, created, cancel_at, trial_end, pause_collection } = subscription;
  if (status === "incomplete") return { giveUp: created + INCOMPLETE_FOR };
  if (status === "canceled" || status === "incomplete_expired") return {};
  const ends = cancel_at === null ? {} : { cancel: cancel_at };
  if (status === "paused") return ends;
  return {
    ...ends,
    ...(status === "trialing" && trial_end !== null && toldTrialEnd !== trial_end
      ? { tellTrialEnd: trial_end - TOLD_BEFORE }
      : {}),
    ...(pause_collection?.resumes_at ? { resumeCollection: pause_collection.resumes_at } : {}),
    renew: periodEndOf(subscription),
  };
}

/** When the current period of a subscription ends (epoch seconds): it is its items' that ends first. */
export const periodEndOf = ({ items }: Subscription): number =>
  Math.min(...items.data.map((item) => item.current_period_end));

/** When what happens to an invoice by itself. */
export function invoiceDues(
  invoice: Invoice,
  { toldOverdue = false }: HiddenTypes["invoice"],
): Dues<"finalize" | "retry" | "tellOverdue"> {
  const { status, auto_advance, automatically_finalizes_at, next_payment_attempt, due_date } = invoice;
  if (status === "draft")
    return auto_advance && automatically_finalizes_at !== null ? { finalize: automatically_finalizes_at } : {};
  if (status !== "open") return {};
  return {
    ...(next_payment_attempt === null ? {} : { retry: next_payment_attempt }),
    ...(due_date !== null && !toldOverdue ? { tellOverdue: due_date } : {}),
  };
}

function disputeDue(
  { status, created, evidence_details }: Dispute,
  { verdict }: HiddenTypes["dispute"],
): number | null {
  if (status === "won" || status === "lost" || status === "warning_closed") return null;
  if (verdict) return created;
  return status === "needs_response" || status === "warning_needs_response" ? evidence_details.due_by : null;
}

function earliest(dues: readonly (number | undefined)[]): number | null {
  const known = dues.filter((due) => due !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}
