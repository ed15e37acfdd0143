import { randomOf } from "../scenarios/chance.ts";
import { newId, withIdsBy } from "../stripe/ids.ts";
import { newCharge } from "../stripe/shapes/charge.ts";
import { newCustomer } from "../stripe/shapes/customer.ts";
import { newInvoice, newInvoiceLine, newInvoicePayment } from "../stripe/shapes/invoice.ts";
import { newLineItem } from "../stripe/shapes/line-item.ts";
import type {
  Charge,
  Customer,
  Invoice,
  InvoicePayment,
  LineItem,
  Metadata,
  PaymentIntent,
  PaymentMethod,
  Session,
  Subscription,
} from "../stripe/shapes/object-types.ts";
import { periodEnd } from "../stripe/shapes/billing-period.ts";
import { newPaymentIntent } from "../stripe/shapes/payment-intent.ts";
import { newCardMethod, NO_BILLING_DETAILS } from "../stripe/shapes/payment-method.ts";
import { customerDetails, newSession } from "../stripe/shapes/session.ts";
import { newSubscription } from "../stripe/shapes/subscription.ts";
import type { Life } from "./life.ts";
import type { PaidPrice } from "./world-prices.ts";

const CARD = "4242424242424242";
const DAY = 24 * 3600;

/** The test card that everybody in a world pays with; kept beside its payment method. */
export const PAID_WITH = { cardNumber: CARD };

const NO_FUNDS = {
  code: "card_declined",
  declineCode: "insufficient_funds",
  message: "Your card has insufficient funds.",
};

/** One payment for one period: all that Stripe makes of it, as it is once it is settled. */
export interface Paid {
  readonly invoice: Invoice;
  readonly intent: PaymentIntent;
  readonly charge: Charge;
  readonly payment: InvoicePayment;
}

/**
 * A life's objects at Stripe. The same life gives the same objects with the same ids whenever they are made, so nothing
 * has to be kept from one moment to the next. `copy` sets a second purchase of the same order apart.
 */
export class LifeInStripe {
  readonly #life: Life;
  readonly #price: PaidPrice;
  readonly #seed: string;
  #customer: Customer | undefined;
  #method: PaymentMethod | undefined;

  constructor(life: Life, price: PaidPrice, seed: number, copy = 0) {
    this.#life = life;
    this.#price = price;
    this.#seed = `${seed}/${life.index}/${copy}`;
  }

  customer(): Customer {
    const { email, name, startsAt } = this.#life;
    return (this.#customer ??= this.made("customer", () => newCustomer({ email, name }, startsAt)));
  }

  method(): PaymentMethod {
    return (this.#method ??= this.#newMethod());
  }

  #newMethod(): PaymentMethod {
    const { email, name, startsAt } = this.#life;
    const expYear = new Date(startsAt * 1000).getUTCFullYear() + 3;
    const facts = { number: CARD, brand: "visa", expMonth: 12, expYear };
    const billing = { ...NO_BILLING_DETAILS, email, name };
    const method = this.made("method", () => newCardMethod(facts, billing, startsAt));
    return { ...method, customer: this.customer().id };
  }

  /** The subscription in its nth period (from 0). */
  subscription(nth: number, more: Partial<Subscription> = {}): Subscription {
    const { startsAt } = this.#life;
    const price = this.#price;
    const line = { price, recurring: price.recurring, quantity: 1, metadata: {} };
    const period = { start: this.#periodStart(nth), end: this.#periodStart(nth + 1) };
    const given = { customer: this.customer(), currency: price.currency, lines: [line], period, trialEnd: null };
    const own = {
      default_payment_method: this.method().id,
      metadata: this.metadata(),
      latest_invoice: this.#invoiceId(nth),
      status: "active",
      ...more,
    } as const;
    return this.made("subscription", () => newSubscription({ ...given, more: own }, startsAt));
  }

  /** What the nth period (from 0) cost and how that was paid, or that it was not. */
  paid(nth: number, isPaid = true): Paid {
    const at = this.#periodStart(nth);
    const draft = this.draft(nth);
    const customer = draft.customer!;
    const amount = draft.amount_due;
    const waiting = this.made(`intent${nth}`, () =>
      newPaymentIntent({ amount, currency: draft.currency, customer, setup_future_usage: "off_session" }, at),
    );
    const result = isPaid ? ({ status: "succeeded" } as const) : ({ status: "failed", failure: NO_FUNDS } as const);
    const charge = this.made(`charge${nth}`, () => newCharge(waiting, this.method(), result, at));
    const intent: PaymentIntent = {
      ...waiting,
      latest_charge: charge.id,
      payment_method: isPaid ? charge.payment_method : null,
      status: isPaid ? "succeeded" : "requires_payment_method",
      amount_received: isPaid ? amount : 0,
    };
    const open = this.made(`payment${nth}`, () => newInvoicePayment(draft, intent.id, at));
    const times = { canceled_at: null, paid_at: at };
    const payment = isPaid ? { ...open, status: "paid", amount_paid: amount, status_transitions: times } : open;
    return { invoice: this.#settled(draft, nth, isPaid), intent, charge, payment };
  }

  /** The nth period's invoice before it is sent. */
  draft(nth: number): Invoice {
    const at = this.#periodStart(nth);
    const subscription = this.subscription(nth);
    const [item] = subscription.items.data;
    const line = {
      description: `1 × ${this.#price.nickname ?? this.#price.id}`,
      price: this.#price,
      amount: this.#price.unit_amount,
      currency: this.#price.currency,
      quantity: 1,
      subscription,
      item: item!.id,
      period: { start: at, end: this.#periodStart(nth + 1) },
    };
    const id = this.#invoiceId(nth);
    return this.made(`lines${nth}`, () =>
      newInvoice(
        id,
        {
          customer: this.customer(),
          subscription,
          currency: this.#price.currency,
          lines: [newInvoiceLine(id, line)],
          billingReason: nth === 0 ? "subscription_create" : "subscription_cycle",
          period: { start: at, end: at },
        },
        at,
      ),
    );
  }

  lineItem(): LineItem {
    return this.made("line", () => newLineItem(this.#price, 1, this.#life.plan.name, {}));
  }

  /** The session once it is complete, or (of a life that leaves) as it was left. */
  session(status: "complete" | "expired" | "open", id: string): Session {
    const { startsAt, orderId, drift, email, name } = this.#life;
    const isComplete = status === "complete";
    const amount = this.#price.unit_amount;
    return newSession(
      {
        id,
        mode: "subscription",
        status,
        payment_status: isComplete ? "paid" : "unpaid",
        amount_total: amount,
        amount_subtotal: amount,
        currency: this.#price.currency,
        customer: isComplete ? this.customer().id : null,
        customer_email: email,
        customer_details: customerDetails({ email, name: isComplete ? name : null }),
        client_reference_id: drift === "session_without_order" ? null : orderId,
        expires_at: startsAt + DAY,
        invoice: isComplete ? this.#invoiceId(0) : null,
        subscription: isComplete ? this.subscription(0).id : null,
        metadata: this.metadata(),
        payment_method_types: ["card"],
        success_url: "https://shop.example/success?session_id={CHECKOUT_SESSION_ID}",
        cancel_url: "https://shop.example/cancel",
        url: status === "open" ? `/c/pay/${id}` : null,
      },
      startsAt,
    );
  }

  metadata(): Metadata {
    const { orderId, userId, plan, term, region, serverName, drift } = this.#life;
    const facts = {
      user_id: userId,
      item_type: plan.item_type,
      plan_id: plan.id,
      term,
      region: region.id,
      server_name: serverName,
      addons: "[]",
    };
    return drift === "session_without_order" ? facts : { order_id: orderId, ...facts };
  }

  /** Makes something whose ids this life and the name decide. */
  made<T>(name: string, make: () => T): T {
    return withIdsBy(randomOf(this.#seed, name), make);
  }

  #settled(draft: Invoice, nth: number, isPaid: boolean): Invoice {
    const at = this.#periodStart(nth);
    const due = draft.amount_due;
    return {
      ...draft,
      status: isPaid ? "paid" : "open",
      attempted: true,
      attempt_count: 1,
      auto_advance: false,
      amount_paid: isPaid ? due : 0,
      amount_remaining: isPaid ? 0 : due,
      effective_at: at,
      ending_balance: 0,
      hosted_invoice_url: `/i/${draft.id}`,
      number: `${this.customer().invoice_prefix}-${String(nth + 1).padStart(4, "0")}`,
      status_transitions: { ...draft.status_transitions, finalized_at: at, paid_at: isPaid ? at : null },
    };
  }

  #periodStart(nth: number): number {
    return nth === 0 ? this.#life.startsAt : periodEnd(this.#life.startsAt, this.#price.recurring, nth);
  }

  #invoiceId(nth: number): string {
    return this.made(`invoice${nth}`, () => newId("invoice"));
  }
}
