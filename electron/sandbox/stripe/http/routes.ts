import { accountRoutes } from "../resources/account.ts";
import { apiKeyRoutes } from "../resources/api-keys.ts";
import { chargeRoutes } from "../resources/charges.ts";
import { sessionRoutes } from "../resources/checkout-sessions.ts";
import { cliRoutes } from "../resources/cli.ts";
import { customerRoutes } from "../resources/customers.ts";
import { disputeRoutes } from "../resources/disputes.ts";
import { eventRoutes } from "../resources/events.ts";
import { invoiceItemRoutes } from "../resources/invoice-items.ts";
import { invoiceRoutes } from "../resources/invoices.ts";
import { paymentIntentRoutes } from "../resources/payment-intents.ts";
import { paymentMethodRoutes } from "../resources/payment-methods.ts";
import { paymentPageRoutes } from "../resources/payment-pages.ts";
import { priceRoutes } from "../resources/prices.ts";
import { productRoutes } from "../resources/products.ts";
import { refundRoutes } from "../resources/refunds.ts";
import { sandboxRoutes } from "../resources/sandbox.ts";
import { searchRoutes } from "../resources/search.ts";
import { subscriptionItemRoutes } from "../resources/subscription-items.ts";
import { subscriptionRoutes } from "../resources/subscriptions.ts";
import { testClockRoutes } from "../resources/test-clocks.ts";
import { webhookEndpointRoutes } from "../resources/webhook-endpoints.ts";
import type { Route } from "./route.ts";

/** Every endpoint of the API. The first that fits answers: a search before what has an id for its last part. */
export const apiRoutes: readonly Route[] = [
  ...searchRoutes,
  ...accountRoutes,
  ...apiKeyRoutes,
  ...chargeRoutes,
  ...cliRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...eventRoutes,
  ...invoiceItemRoutes,
  ...invoiceRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodRoutes,
  ...paymentPageRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...refundRoutes,
  ...sandboxRoutes,
  ...sessionRoutes,
  ...subscriptionItemRoutes,
  ...subscriptionRoutes,
  ...testClockRoutes,
  ...webhookEndpointRoutes,
];
