/**
 * What a procedure may refuse with. The sentence here is the fallback; the engine sends one with the values at hand.
 * Spread the entries a procedure uses into its `.errors({...})`.
 */
export const refusals = {
  ORDER_NOT_FOUND: { status: 404, message: "There is no order with this id." },
  ORDER_TRANSITION_REFUSED: { status: 409, message: "The order's state does not allow this." },
  ORDER_CHANGED: { status: 409, message: "The order changed meanwhile. Look again, then decide." },
  EVENT_NOT_FOUND: { status: 404, message: "There is no such entry in the journal." },
  REQUEST_NOT_KEPT: { status: 409, message: "The journal has not enough of this request to look at." },
  REQUEST_TOO_LARGE: { status: 413, message: "This is larger than anything that Stripe sends." },
  REQUEST_NOT_TEXT: { status: 400, message: "This is no text." },
  PLAN_NOT_FOUND: { status: 404, message: "Plan not found or inactive." },
  REGION_UNKNOWN: { status: 400, message: "The catalog has no such region." },
  TERM_UNKNOWN: { status: 400, message: "The plan has no price for this term." },
  ADDON_UNKNOWN: { status: 400, message: "The catalog has no such add-on." },
  EGG_VARIABLE_MISSING: { status: 409, message: "The plan's egg needs a variable that has no value." },
  NO_CAPACITY: { status: 409, message: "No node of this region has room for the plan." },
  STRIPE_REFUSED: { status: 502, message: "Stripe refused the Checkout Session. The order is kept as error." },
  STRIPE_UNREACHABLE: { status: 502, message: "Stripe did not answer. The order is kept as error." },
  STRIPE_NOT_CONFIGURED: { status: 502, message: "No Stripe key is set. Set WAYBILL_STRIPE_SECRET_KEY." },
  ACT_NOT_CONFIRMED: { status: 409, message: "Type what is asked for, to confirm. Nothing was done." },
  SERVICE_HELD: { status: 409, message: "Something else keeps the service from running." },
  NOTHING_TO_REFUND: { status: 409, message: "There is no payment left to refund." },
  DISK_TOO_FULL: { status: 409, message: "What is on the disk does not fit on the smaller plan." },
  PLAN_OTHER_GAME: { status: 409, message: "The plan runs another game." },
  SERVER_NOT_FOUND: { status: 404, message: "The panel has no such server." },
  SERVER_TAKEN: { status: 409, message: "Another order has this server." },
  SERVER_CONTRADICTED: { status: 409, message: "The server on the panel is not what the order sold." },
  CREATE_UNCERTAIN: { status: 409, message: "The panel may still be making the server. Wait until that is known." },
  SCHEDULED_ACT_NOT_FOUND: { status: 404, message: "Nothing is scheduled under this number." },
  PANEL_REFUSED: { status: 502, message: "The panel refused." },
  PANEL_UNREACHABLE: { status: 503, message: "The panel can't be asked, and what is known of it is too old." },
  LAB_ONLY_IN_SANDBOX: { status: 403, message: "The fault lab is only in the sandbox." },
  LAB_UNREACHABLE: { status: 502, message: "The sandbox's control routes do not answer." },
  LAB_REFUSED: { status: 409, message: "The sandbox does not do this now." },
} as const;
export type RefusalCode = keyof typeof refusals;
