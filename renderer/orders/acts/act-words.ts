import type { PlanQuote } from "../../../shared/contract/acts.ts";
import { formatMoney } from "../../../shared/kernel/format-money.ts";
import { fullTime } from "../../ui/moment.ts";
import { type ActOn, type ActValues, deletedAt, waitingDeletion } from "./act-values.ts";
import { minorUnits } from "./amount.ts";
import type { ActKind } from "./offered-acts.ts";

/** Each act as the menu and its dialog's title name it. */
export const ACT_NAMES: Readonly<Record<ActKind, string>> = {
  refund: "Refund",
  cancel: "Cancel",
  changePlan: "Change plan",
  suspend: "Suspend",
  unsuspend: "Unsuspend",
  reinstall: "Reinstall",
  linkServer: "Link server",
  terminate: "Terminate",
  callOff: "Call off the deletion",
  note: "Add a note",
  resolve: "Mark resolved",
};

/** What an act will do and what it won't, and its button. `danger` is what takes something from the customer. */
export interface ActWords {
  readonly does: string;
  readonly not: string;
  readonly button: string;
  readonly danger: boolean;
}

const day = (at: number): string => fullTime(at).slice(0, -7);

function refund({ order }: ActOn, { share, amount: typed, cancelSubscription }: ActValues): ActWords {
  const amount = minorUnits(typed, order.price.currency);
  const money = amount === null ? "The amount" : formatMoney({ amount, currency: order.price.currency });
  const bills = order.subscriptionId !== null && !cancelSubscription;
  const goesOn = bills ? " The subscription goes on and bills the next period." : "";
  if (share === "part")
    return {
      does: `${money} goes back to the customer, the way it was paid. The server runs on.`,
      not: `This can't be taken back.${goesOn}`,
      button: amount === null ? "Refund" : `Refund ${money}`,
      danger: true,
    };
  return {
    does: "All that is left of the last payment goes back to the customer, the way it was paid. The server is suspended at once.",
    not: `This can't be taken back. The server is not deleted.${goesOn}`,
    button: "Refund all",
    danger: true,
  };
}

function cancel({ order, standing }: ActOn, { when }: ActValues): ActWords {
  const not = "Nothing is refunded, and the server is not deleted.";
  if (order.paymentState === "unpaid")
    return {
      does: "The payment link is closed, so that nobody can pay it any more.",
      not: "Nothing was paid, so nothing is refunded. It can't be opened again.",
      button: "Cancel the order",
      danger: true,
    };
  if (when === "never")
    return {
      does: "The end that is set is taken back: the subscription goes on.",
      not: "Nothing is billed before the next period.",
      button: "Let it go on",
      danger: false,
    };
  const end = standing.periodEndsAt === null ? "with its period" : `on ${day(standing.periodEndsAt)}`;
  if (when === "period_end")
    return {
      does: `The subscription ends ${end}. Until then the server runs.`,
      not: `${not} Until then the end can be taken back.`,
      button: "Cancel at period end",
      danger: true,
    };
  const what = order.subscriptionId === null ? "The order ends" : "The subscription ends at Stripe";
  return { does: `${what} now, and the server is suspended.`, not, button: "Cancel now", danger: true };
}

const SETTLED: Readonly<Record<ActValues["proration"], string>> = {
  create_prorations: "What is unused of this period is settled with the next invoice.",
  always_invoice: "What is unused of this period is settled by an invoice now.",
  none: "What is unused of this period is neither given back nor billed.",
};

function changePlan({ order }: ActOn, { proration }: ActValues, quote: PlanQuote | null): ActWords {
  const bills =
    order.subscriptionId === null ? "The order goes to another plan" : "Stripe bills another plan from now on";
  const settled = order.subscriptionId === null ? "Nobody is billed for it." : SETTLED[proration];
  const price = quote === null || quote.isSame ? "" : ` to ${formatMoney(quote.price)}`;
  return {
    does: `${bills}, and the server is made its size. Its files and its address stay.`,
    not: `${settled} The server is not reinstalled.`,
    button: `Change plan${price}`,
    danger: false,
  };
}

function terminate(values: ActValues): ActWords {
  const at = deletedAt(values, Date.now());
  const when = at === null ? "now" : `on ${day(at)}`;
  const later = at === null ? "" : " Until then it can be called off here.";
  return {
    does: `What bills is canceled and the server is deleted with all its data ${when}.`,
    not: `Nothing is refunded. What is deleted can't be brought back.${later}`,
    button: at === null ? "Delete the server" : "Schedule the deletion",
    danger: true,
  };
}

const FIXED: Readonly<
  Record<Exclude<ActKind, "refund" | "cancel" | "changePlan" | "terminate" | "callOff">, ActWords>
> = {
  suspend: {
    does: "The server is stopped, and the customer can't start it until this is taken back.",
    not: "Nothing is refunded or deleted. The subscription goes on.",
    button: "Suspend",
    danger: true,
  },
  unsuspend: {
    does: "What operators and fraud warnings hold is taken back. The server runs again if nothing else holds it.",
    not: "What an unpaid or ended subscription holds stays.",
    button: "Unsuspend",
    danger: false,
  },
  reinstall: {
    does: "The panel installs the server once more, over what is on its disk. Files of the customer can be lost.",
    not: "Address, plan and billing stay as they are. No backup is made.",
    button: "Reinstall",
    danger: true,
  },
  linkServer: {
    does: "A server that is on the panel already becomes the order's. It gets the order's id as its external id there.",
    not: "Nothing is made, moved or reinstalled, and billing stays as it is.",
    button: "Link the server",
    danger: false,
  },
  note: {
    does: "The note is kept under Audit with your name, for whoever looks at this order next.",
    not: "The customer does not see it. It can't be changed later.",
    button: "Keep the note",
    danger: false,
  },
  resolve: {
    does: "What is open on this order is closed.",
    not: "Nothing changes at Stripe or on the panel. What is still so is found again.",
    button: "Mark resolved",
    danger: false,
  },
};

/** What the dialog says, with the values that are filled in so far. */
export function actWords(on: ActOn, values: ActValues, quote: PlanQuote | null): ActWords {
  switch (on.kind) {
    case "refund":
      return refund(on, values);
    case "cancel":
      return cancel(on, values);
    case "changePlan":
      return changePlan(on, values, quote);
    case "terminate":
      return terminate(values);
    case "callOff": {
      const dueAt = waitingDeletion(on.standing)?.dueAt;
      const due = dueAt === undefined ? "that is due" : `on ${day(dueAt)}`;
      const does = `The deletion ${due} does not happen. The server stays.`;
      return { does, not: "Billing stays as it is now.", button: "Call it off", danger: false };
    }
    default:
      return FIXED[on.kind];
  }
}
