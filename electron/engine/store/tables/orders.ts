import type { Generated } from "kysely";
import type { OrderStatus, PaymentState, ServiceState, StepOutcome, Term } from "../../../../shared/contract/states.ts";

export interface CustomersTable {
  user_id: string;
  email: string | null;
  stripe_customer_id: string | null;
  panel_user_id: number | null;
  created_at: number;
  updated_at: number;
}

/** Which way an order is paid: a Checkout Session, an invoice by e-mail, not at all, or not through Stripe. */
export type PaidBy = "checkout" | "invoice" | "free" | "elsewhere";

export interface OrdersTable {
  id: string;
  user_id: string;
  customer_email: string | null;
  customer_name: string | null;
  source: "storefront" | "console";
  created_by: string;
  item_type: string;
  plan_id: string;
  term: Term;
  region: string;
  server_name: string;
  addons: Generated<string>;
  amount: number;
  currency: string;
  build: string;
  status: OrderStatus;
  payment_state: PaymentState;
  service_state: ServiceState;
  error_code: string | null;
  error_message: string | null;
  failing_since: number | null;
  amount_approved_at: number | null;
  ptero_server_id: number | null;
  ptero_identifier: string | null;
  ptero_uuid: string | null;
  panel_user_id: number | null;
  address: string | null;
  stripe_customer_id: string | null;
  stripe_subscription_id: string | null;
  stripe_payment_intent_id: string | null;
  current_period_end: number | null;
  paid_by: Generated<PaidBy>;
  payment_reference: string | null;
  stripe_invoice_id: string | null;
  line_items: string | null;
  trial_days: Generated<number>;
  subscription_status: string | null;
  past_due_since: number | null;
  cancel_at: number | null;
  terminated_at: number | null;
  paid_at: number | null;
  provisioned_at: number | null;
  version: Generated<number>;
  created_at: number;
  updated_at: number;
}

export interface OrderSessionsTable {
  id: Generated<number>;
  order_id: string;
  stripe_session_id: string;
  status: string;
  payment_status: string;
  url: string | null;
  metadata_order_id: string | null;
  amount_subtotal: number | null;
  currency: string | null;
  expires_at: number;
  asked_at: number;
  created_at: number;
  updated_at: number;
}

export interface CheckoutRequestsTable {
  id: Generated<number>;
  at: number;
  actor: string;
  channel: "storefront" | "console";
  order_id: string | null;
  answered_status: number;
  code: string | null;
  body: string;
}

export interface OrderHistoryTable {
  id: Generated<number>;
  order_id: string;
  at: number;
  cause: string;
  change: string;
  before: string;
  after: string;
}

export interface ProvisioningStepsTable {
  id: Generated<number>;
  order_id: string;
  name: string;
  attempt: number;
  outcome: StepOutcome;
  code: string | null;
  says: string;
  input: string;
  found: string | null;
  evidence: string | null;
  started_at: number;
  finished_at: number | null;
}
