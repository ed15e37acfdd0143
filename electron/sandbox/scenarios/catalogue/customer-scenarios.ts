import type { JourneyChange, Scenario } from "../scenario.ts";

const customer = (name: string, title: string, does: string, journey: JourneyChange): Scenario => ({
  name,
  title,
  does,
  side: "customers",
  rules: [{ on: "customer", does: journey }],
});

/** What customers do beside buying one server and keeping it. */
export const customerScenarios: readonly Scenario[] = [
  customer(
    "customer-pays-twice",
    "Customer pays twice",
    "The customer goes back, gets a second Checkout Session for the same order, and pays both.",
    { pays: "twice" },
  ),
  customer(
    "customer-refunds",
    "Customer is refunded",
    "Once the server runs, the payment is refunded in full in Stripe's dashboard.",
    { afterwards: ["refund"] },
  ),
  customer(
    "customer-disputes",
    "Customer disputes the payment",
    "The payment goes well, and the customer's bank takes the money back a moment later.",
    { card: "createDispute" },
  ),
  customer(
    "customer-card-expires",
    "Card fails at renewal",
    "The first payment goes well; the card is refused when the subscription renews.",
    { card: "chargeCustomerFail" },
  ),
  customer(
    "customer-cancels",
    "Customer cancels",
    "Once the server runs, the subscription is cancelled to the end of its period.",
    { afterwards: ["cancel"] },
  ),
  customer(
    "customer-cancels-now",
    "Customer cancels at once",
    "Once the server runs, the subscription is ended on the spot.",
    { afterwards: ["cancel_now"] },
  ),
  customer(
    "customer-upgrades",
    "Customer upgrades",
    "Once the server runs, the subscription moves to a larger plan, so Stripe tells of an updated subscription.",
    { afterwards: ["upgrade"] },
  ),
  customer(
    "customer-leaves",
    "Customer leaves the page",
    "The customer opens Stripe's payment page and goes away without paying: the session stays open until it expires.",
    { pays: "never" },
  ),
  customer(
    "customer-returns-unpaid",
    "Customer opens the success page unpaid",
    "The customer types the success page's address without paying: whoever believes that page gives a server away.",
    { pays: "never", opensSuccessPage: true },
  ),
];
