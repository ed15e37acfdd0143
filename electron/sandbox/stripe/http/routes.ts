import { accountRoutes } from "../resources/account.ts";
import { billingReadRoutes } from "../resources/billing-reads.ts";
import { sessionRoutes } from "../resources/checkout-sessions.ts";
import { customerRoutes } from "../resources/customers.ts";
import { eventRoutes } from "../resources/events.ts";
import { paymentMethodRoutes } from "../resources/payment-methods.ts";
import { paymentPageRoutes } from "../resources/payment-pages.ts";
import { priceRoutes } from "../resources/prices.ts";
import { productRoutes } from "../resources/products.ts";
import { refundRoutes } from "../resources/refunds.ts";
import { subscriptionRoutes } from "../resources/subscriptions.ts";
import { webhookEndpointRoutes } from "../resources/webhook-endpoints.ts";
import type { Route } from "./route.ts";

/** Every endpoint of the API. */
export const apiRoutes: readonly Route[] = [
  ...accountRoutes,
  ...billingReadRoutes,
  ...customerRoutes,
  ...eventRoutes,
  ...paymentMethodRoutes,
  ...paymentPageRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...refundRoutes,
  ...sessionRoutes,
  ...subscriptionRoutes,
  ...webhookEndpointRoutes,
];
