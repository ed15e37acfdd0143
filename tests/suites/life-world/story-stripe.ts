import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Epoch seconds; the stories of these tests happen around it. */
export const START = Date.UTC(2026, 10, 24) / 1_000;
export const MONTH = 31 * 86_400;
export const ORDER_ID = "ord_01KATR2X5N8B6M0VQ4STORYSTO";
export const PRICE = 1_200;

/** An event as Stripe would tell it: its type, and the object that is to be read. */
export interface Told {
  readonly type: string;
  readonly object: { readonly id: string; readonly charge?: string; readonly payment_intent?: string };
}

type Row = Record<string, unknown> & { id: string };

/**
 * One customer's purchase at Stripe, as objects that acts change and that are read over HTTP. It knows no more of Stripe than
 * such a story needs; the sandbox's Stripe is the exact one.
 */
export class StoryStripe {
  readonly session: Row & { status: string; payment_status: string };
  readonly subscription: Row & { status: string };
  readonly invoices: (Row & { status: string; created: number })[] = [];
  readonly charges: (Row & { amount: number; amount_refunded: number })[] = [];
  readonly refunds: (Row & { charge: string; amount: number; status: string; created: number })[] = [];
  readonly disputes: (Row & { charge: string; status: string })[] = [];
  /** How long the next answers are under way (ms), one by one; what they say is what was so when they were asked. */
  readonly delays: number[] = [];
  /** Told of every request, when what it is answered is settled. */
  onAsked: () => void = () => {};
  /** Epoch seconds now, at Stripe. */
  now = START;

  constructor() {
    const metadata = { order_id: ORDER_ID };
    this.session = {
      id: "cs_story",
      object: "checkout.session",
      status: "open",
      payment_status: "unpaid",
      amount_subtotal: PRICE,
      currency: "usd",
      metadata,
      client_reference_id: ORDER_ID,
      subscription: null,
      customer: "cus_story",
      payment_intent: null,
      expires_at: START + 86_400,
      livemode: false,
      url: null,
    };
    this.subscription = {
      id: "sub_story",
      object: "subscription",
      status: "incomplete",
      customer: "cus_story",
      metadata,
      created: START,
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      ended_at: null,
      pause_collection: null,
      items: { data: [this.#item(START)] },
    };
  }

  #item(start: number) {
    return {
      id: "si_story",
      price: { id: "price_paper_m" },
      quantity: 1,
      current_period_start: start,
      current_period_end: start + MONTH,
    };
  }

  /** The next period is billed; `paid` says whether its payment went through. */
  bill(paid: boolean): Told[] {
    const nth = this.invoices.length;
    if (nth > 0) this.now += MONTH;
    this.subscription["items"] = { data: [this.#item(this.now)] };
    const invoice = {
      id: `in_${nth}`,
      object: "invoice",
      status: "open",
      created: this.now,
      due_date: null,
      subtotal: PRICE,
      amount_paid: 0,
      currency: "usd",
      customer: "cus_story",
      billing_reason: nth === 0 ? "subscription_create" : "subscription_cycle",
      parent: { subscription_details: { subscription: "sub_story", metadata: { order_id: ORDER_ID } } },
      lines: { data: [{ period: { start: this.now, end: this.now + MONTH } }] },
    };
    this.invoices.push(invoice);
    if (paid) return this.pay(invoice.id);
    this.subscription.status = nth === 0 ? "active" : "past_due";
    return [
      { type: "invoice.payment_failed", object: { id: invoice.id } },
      { type: "customer.subscription.updated", object: { id: "sub_story" } },
    ];
  }

  /** An open invoice is paid; with the last of them nothing is owed any more. */
  pay(id: string): Told[] {
    const invoice = this.invoices.find((each) => each.id === id)!;
    invoice.status = "paid";
    invoice["amount_paid"] = PRICE;
    const charge = {
      id: `ch_${id}`,
      object: "charge",
      amount: PRICE,
      amount_refunded: 0,
      currency: "usd",
      payment_intent: `pi_${id}`,
      metadata: {},
    };
    this.charges.push(charge);
    if (this.invoices.every(({ status }) => status === "paid")) this.subscription.status = "active";
    return [
      { type: "invoice.paid", object: { id } },
      { type: "customer.subscription.updated", object: { id: "sub_story" } },
    ];
  }

  /** Changes the subscription and tells it. */
  change(patch: Record<string, unknown>, type = "customer.subscription.updated"): Told[] {
    Object.assign(this.subscription, patch);
    return [{ type, object: { id: "sub_story" } }];
  }

  /** What is read under a path; null for Stripe's 404. */
  read(path: string, query: URLSearchParams): unknown {
    const [collection = "", id] = path
      .replace(/^\/v1\//, "")
      .replace("checkout/sessions", "sessions")
      .replace("radar/", "")
      .split("/");
    const rows = this.#rowsOf(collection);
    if (id !== undefined) return rows.find((row) => row.id === id) ?? null;
    return { object: "list", has_more: false, data: rows.filter((row) => fits(row, query)) };
  }

  #rowsOf(collection: string): readonly Row[] {
    switch (collection) {
      case "sessions":
        return [this.session];
      case "subscriptions":
        return [this.subscription];
      case "invoices":
        return this.invoices.map((invoice) => ({ ...invoice, subscription: "sub_story" })).toReversed();
      case "charges":
        return this.charges.map((charge) => ({ ...charge, refunded: charge.amount_refunded === charge.amount }));
      case "refunds":
        return this.refunds;
      case "disputes":
        return this.disputes;
      case "invoice_payments":
        return this.invoices.map(({ id }) => ({
          id: `inpay_${id}`,
          invoice: id,
          "payment[payment_intent]": `pi_${id}`,
        }));
      default:
        return [];
    }
  }

  /** Serves the story on loopback until it is closed. */
  async open(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? "", "http://story");
      const found = this.read(url.pathname, url.searchParams);
      const body = JSON.stringify(found ?? NOT_FOUND);
      const send = () => response.writeHead(found === null ? 404 : 200, JSON_BODY).end(body);
      this.onAsked();
      const wait = this.delays.shift() ?? 0;
      if (wait === 0) send();
      else setTimeout(send, wait);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const close = () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      });
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
  }
}

const JSON_BODY = { "content-type": "application/json" };
const NOT_FOUND = { error: { type: "invalid_request_error", code: "resource_missing", message: "No such thing" } };

/** A list's filters are the names of the rows' own columns here; paging and expansion are not. */
const fits = (row: Row, query: URLSearchParams): boolean =>
  [...query].every(([name, value]) => row[name] === undefined || row[name] === value);
