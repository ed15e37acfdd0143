import {
  ago,
  anOrder,
  aPaidSession,
  aSession,
  cheapSession,
  mismatched,
  paidFacts,
  refusedThrice,
  someFacts,
} from "./facts-for-tests.ts";
import { judged } from "./judged-for-tests.ts";

judged(1, [
  ["a storefront's call", someFacts(), "proved", "POST create-session, token valid"],
  [
    "the console's order",
    someFacts({ request: { at: ago(2_400), actor: "Ines", channel: "console" } }),
    "proved",
    "By Ines, from the console",
  ],
  [
    "a request that was not kept",
    someFacts({ request: null }),
    "unknown",
    "The order is here; the request that made it was not kept.",
  ],
  [
    "somebody else's token",
    someFacts({ request: { at: ago(2_400), actor: "user-8", channel: "storefront" } }),
    "contradicted",
    "The token was user-8's, the order is user-7's.",
  ],
]);

judged(2, [["the row is what is traced", someFacts(), "proved", "Written as pending"]]);

judged(3, [
  ["stored, and named at Stripe", someFacts(), "proved", "cs_test_…02kQx7 carries this order's id"],
  [
    "being asked for",
    someFacts({ session: null, order: anOrder({ created_at: ago(59) }) }),
    "waiting",
    "Stripe is being asked for a Session",
  ],
  [
    "never stored",
    someFacts({ session: null, order: anOrder({ created_at: ago(60) }) }),
    "missing",
    "No Checkout Session was stored, so there is nothing to pay. The customer has to order again.",
  ],
  [
    "refused by Stripe",
    someFacts({
      session: null,
      order: anOrder({ status: "error", error_code: "STRIPE_REFUSED", error_message: "Stripe knows no price price_x" }),
    }),
    "missing",
    "Stripe knows no price price_x.",
  ],
  [
    "an error that says nothing",
    someFacts({ session: null, order: anOrder({ status: "error" }) }),
    "missing",
    "Stripe made no Checkout Session.",
  ],
  [
    "metadata without an order",
    someFacts({ session: aSession({ metadata_order_id: null }) }),
    "contradicted",
    "cs_test_…02kQx7 carries no order's id.",
  ],
  [
    "metadata of another order",
    someFacts({ session: aSession({ metadata_order_id: "ord_01KATR2X5N8B6M0VQ4AAAAAA11" }) }),
    "contradicted",
    "cs_test_…02kQx7 carries another order's id, ord_…AAAA11.",
  ],
]);

judged(4, [
  ["open", someFacts(), "waiting", "Stripe says open, unpaid"],
  ["paid", paidFacts(), "proved", "Stripe says complete and paid, $19.99"],
  [
    "paid, and Stripe does not say how much",
    paidFacts({}, { session: aPaidSession(2_340, { amount_subtotal: null, currency: null }) }),
    "proved",
    "Stripe says complete and paid, $19.99",
  ],
  [
    "nothing to pay",
    paidFacts({}, { session: aPaidSession(2_340, { payment_status: "no_payment_required" }) }),
    "proved",
    "Stripe says complete and no payment required",
  ],
  [
    "a slow bank",
    someFacts({
      order: anOrder({ payment_state: "processing" }),
      session: aSession({ status: "complete", asked_at: ago(180) }),
    }),
    "waiting",
    "The customer's bank has not paid yet",
  ],
  [
    "expired at Stripe, pending here",
    someFacts({ session: aSession({ status: "expired" }) }),
    "waiting",
    "The link expired unpaid. The order closes when Stripe's event arrives.",
  ],
  [
    "past its end, not asked since",
    someFacts({ session: aSession({ expires_at: ago(300), asked_at: ago(7_200) }) }),
    "unknown",
    "The link has ended, and Stripe was not asked since.",
  ],
  [
    "not the plan's price",
    paidFacts(mismatched, { session: cheapSession }),
    "contradicted",
    "Paid $9.99 for Paper 8 GB, monthly, which costs $19.99.",
  ],
  [
    "another currency",
    paidFacts(mismatched, { session: aPaidSession(2_340, { currency: "eur" }) }),
    "contradicted",
    "Paid €19.99 for Paper 8 GB, monthly, which costs $19.99.",
  ],
  [
    "not the plan's price, accepted",
    paidFacts({ amount_approved_at: ago(60) }, { session: cheapSession }),
    "proved",
    "Paid $9.99 for $19.99; accepted by an operator",
  ],
  [
    "refused requests name it since Stripe was asked",
    someFacts({ session: aSession({ asked_at: ago(900) }), refused: refusedThrice }),
    "unknown",
    "3 requests that name this order were refused since Stripe was last asked.",
  ],
  [
    "one refused request names it since Stripe was asked",
    someFacts({ session: aSession({ asked_at: ago(900) }), refused: { ...refusedThrice, count: 1 } }),
    "unknown",
    "1 request that names this order was refused since Stripe was last asked.",
  ],
  [
    "a refused request names it, and Stripe was asked since",
    someFacts({ refused: { ...refusedThrice, count: 1 } }),
    "waiting",
    "Stripe says open, unpaid",
  ],
  [
    "others were refused",
    someFacts({ session: aSession({ asked_at: ago(900) }), refused: { ...refusedThrice, exact: false } }),
    "waiting",
    "Stripe says open, unpaid",
  ],
  ["no Session yet", someFacts({ session: null }), "waiting", "Waits for step 3"],
]);
