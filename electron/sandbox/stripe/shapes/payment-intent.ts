import { alphabetical } from "./alphabetical.ts";
import { newId } from "../ids.ts";
import type { PaymentIntent } from "./object-types.ts";

type Given = Pick<PaymentIntent, "amount" | "currency" | "customer"> & Partial<PaymentIntent>;

/** A PaymentIntent that waits for a way to pay. */
export function newPaymentIntent(given: Given, now: number): PaymentIntent {
  const id = newId("payment_intent");
  return alphabetical({
    id,
    object: "payment_intent",
    ...UNUSED_FIELDS,
    amount_details: { tip: {} },
    amount_received: 0,
    capture_method: "automatic_async",
    client_secret: id + newId("client_secret"),
    confirmation_method: "automatic",
    created: now,
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: {},
    payment_method: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    setup_future_usage: null,
    status: "requires_payment_method",
    ...given,
  });
}

/** What this sandbox never fills. */
const UNUSED_FIELDS = {
  allowed_payment_method_types: null,
  amount_capturable: 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  customer_account: null,
  excluded_payment_method_types: null,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_record: null,
  processing: null,
  receipt_email: null,
  review: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} as const satisfies Partial<PaymentIntent>;
