import type Stripe from "stripe";

/**
 * An object as it lies in the store and goes over the wire, by stripe-node's own types of the pinned API version: what
 * can be expanded is its id, a decimal is a string. So a shape that forgets or misnames a field does not compile.
 */
type Stored<T> = { [K in keyof T]: Plain<T[K]> };
type Plain<V> = Stripe.Decimal extends V
  ? Exclude<V, Stripe.Decimal> | string
  : string extends V
    ? Exclude<V, { readonly id: string }>
    : V extends object
      ? Stored<V>
      : V;

export type Account = Stored<Stripe.Account>;
export type Address = Stored<Stripe.Address>;
export type Charge = Stored<Stripe.Charge>;
export type Customer = Stored<Stripe.Customer>;
export type Dispute = Stored<Stripe.Dispute>;
export type EarlyFraudWarning = Stored<Stripe.Radar.EarlyFraudWarning>;
export type Invoice = Stored<Stripe.Invoice>;
export type InvoiceItem = Stored<Stripe.InvoiceItem>;
export type InvoiceLine = Stored<Stripe.InvoiceLineItem>;
export type InvoicePayment = Stored<Stripe.InvoicePayment>;
export type LineItem = Stored<Stripe.LineItem>;
export type PauseCollection = Stored<Stripe.Subscription.PauseCollection>;
export type PaymentIntent = Stored<Stripe.PaymentIntent>;
export type PaymentMethod = Stored<Stripe.PaymentMethod>;
export type Plan = Stored<Stripe.Plan>;
export type Price = Stored<Stripe.Price>;
export type Product = Stored<Stripe.Product>;
export type Refund = Stored<Stripe.Refund>;
export type Session = Stored<Stripe.Checkout.Session>;
export type Subscription = Stored<Stripe.Subscription>;
export type SubscriptionItem = Stored<Stripe.SubscriptionItem>;
export type TestClock = Stored<Stripe.TestHelpers.TestClock>;
export type WebhookEndpoint = Stored<Stripe.WebhookEndpoint>;
export type Metadata = Record<string, string>;

/** What the store holds, by the word that Stripe writes into `object`. */
export interface ObjectTypes {
  readonly account: Account;
  readonly charge: Charge;
  readonly "checkout.session": Session;
  readonly customer: Customer;
  readonly dispute: Dispute;
  readonly invoice: Invoice;
  readonly invoice_payment: InvoicePayment;
  readonly invoiceitem: InvoiceItem;
  readonly payment_intent: PaymentIntent;
  readonly payment_method: PaymentMethod;
  readonly price: Price;
  readonly product: Product;
  readonly "radar.early_fraud_warning": EarlyFraudWarning;
  readonly refund: Refund;
  readonly subscription: Subscription;
  readonly "test_helpers.test_clock": TestClock;
  readonly webhook_endpoint: WebhookEndpoint;
}
export type ObjectType = keyof ObjectTypes;
export type AnyObject = ObjectTypes[ObjectType];

/** The rest of an object: what Stripe keeps beside it and shows nobody. What is optional older files do not have. */
export interface HiddenTypes {
  readonly charge: HiddenCharge;
  readonly "checkout.session": HiddenSession;
  readonly dispute: HiddenDispute;
  readonly invoice: HiddenInvoice;
  readonly payment_intent: HiddenIntent;
  readonly payment_method: HiddenPaymentMethod;
  readonly subscription: HiddenSubscription;
  readonly webhook_endpoint: HiddenEndpoint;
}

export interface HiddenSession {
  readonly lineItems: readonly LineItem[];
  /** Set on the Subscription or the PaymentIntent that the purchase makes. */
  readonly madeWith: { readonly metadata: Metadata; readonly description: string | null };
  readonly trialDays: number;
  /** The PaymentIntent of a declined attempt: the next attempt goes on with it. */
  readonly attempt: string | null;
  /** Who was asked for a proof by their bank; paid by once that has come. */
  readonly payer?: HiddenPayer | null;
  /** How far the sandbox's clock was ahead when the session was made, in seconds: its time runs from there. */
  readonly ahead?: number;
}

/** Who pays a session and with which PaymentMethod, by its id. */
export interface HiddenPayer {
  readonly method: string;
  readonly email: string | null;
  readonly name: string | null;
}

export interface HiddenCharge {
  /** What its test card is to bring about, until that has happened. */
  readonly trouble?: Trouble | null;
}

/** What comes after a payment that went well. */
export type Trouble =
  | { readonly kind: "dispute"; readonly reason: string; readonly isInquiry: boolean }
  | { readonly kind: "fraud_warning" };

interface HiddenDispute {
  /** How the bank will decide, where the evidence said so. */
  readonly verdict?: "won" | "lost" | null;
}

interface HiddenInvoice {
  readonly toldOverdue?: boolean;
}

interface HiddenIntent {
  /** The Checkout Session that it pays. */
  readonly session?: string;
  /** Where the customer is sent after a proof. */
  readonly returnUrl?: string | null;
}

interface HiddenPaymentMethod {
  /** Which row of the test cards it behaves like; null for a bank debit. */
  readonly cardNumber: string | null;
  /** The customer has proved to the bank that later charges are meant. */
  readonly isSetUp?: boolean;
}

interface HiddenSubscription {
  /** The end of the trial (epoch seconds) that `trial_will_end` has been told of. */
  readonly toldTrialEnd?: number;
}

interface HiddenEndpoint {
  readonly secret: string;
  /** True for the one endpoint that the host of this sandbox points; the others were created over the API. */
  readonly fromHost: boolean;
  /** The host took the address away for now: deliveries wait. */
  readonly unpointed: boolean;
}
