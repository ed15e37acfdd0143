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
export type Invoice = Stored<Stripe.Invoice>;
export type InvoiceLine = Stored<Stripe.InvoiceLineItem>;
export type InvoicePayment = Stored<Stripe.InvoicePayment>;
export type LineItem = Stored<Stripe.LineItem>;
export type PaymentIntent = Stored<Stripe.PaymentIntent>;
export type PaymentMethod = Stored<Stripe.PaymentMethod>;
export type Plan = Stored<Stripe.Plan>;
export type Price = Stored<Stripe.Price>;
export type Product = Stored<Stripe.Product>;
export type Refund = Stored<Stripe.Refund>;
export type Session = Stored<Stripe.Checkout.Session>;
export type Subscription = Stored<Stripe.Subscription>;
export type SubscriptionItem = Stored<Stripe.SubscriptionItem>;
export type WebhookEndpoint = Stored<Stripe.WebhookEndpoint>;
export type Metadata = Record<string, string>;

/** What the store holds, by the word that Stripe writes into `object`. */
export interface ObjectTypes {
  readonly account: Account;
  readonly charge: Charge;
  readonly "checkout.session": Session;
  readonly customer: Customer;
  readonly invoice: Invoice;
  readonly invoice_payment: InvoicePayment;
  readonly payment_intent: PaymentIntent;
  readonly payment_method: PaymentMethod;
  readonly price: Price;
  readonly product: Product;
  readonly refund: Refund;
  readonly subscription: Subscription;
  readonly webhook_endpoint: WebhookEndpoint;
}
export type ObjectType = keyof ObjectTypes;
export type AnyObject = ObjectTypes[ObjectType];

/** The rest of an object: what Stripe keeps beside it and shows nobody. */
export interface HiddenTypes {
  readonly "checkout.session": HiddenSession;
  readonly payment_method: HiddenPaymentMethod;
  readonly webhook_endpoint: HiddenEndpoint;
}

export interface HiddenSession {
  readonly lineItems: readonly LineItem[];
  /** Set on the Subscription or the PaymentIntent that the purchase makes. */
  readonly madeWith: { readonly metadata: Metadata; readonly description: string | null };
  readonly trialDays: number;
  /** The PaymentIntent of a declined attempt: the next attempt goes on with it. */
  readonly attempt: string | null;
}

interface HiddenPaymentMethod {
  /** Which row of the test cards it behaves like; null for a bank debit. */
  readonly cardNumber: string | null;
}

interface HiddenEndpoint {
  readonly secret: string;
  /** True for the one endpoint that the host of this sandbox points; the others were created over the API. */
  readonly fromHost: boolean;
  /** The host took the address away for now: deliveries wait. */
  readonly unpointed: boolean;
}
