import { signatureHeader } from "../../stripe/webhooks/sign.ts";
import type { ShopOrder, ShopStatus } from "./shop-order.ts";

/** An event as a shop reads it. */
export interface ShopEvent {
  readonly type: string;
  readonly data: { readonly object: Readonly<Record<string, unknown>> };
}

/** A node with those of its allocations that the panel told of. */
export interface ToldNode {
  readonly id: number;
  readonly location_id: number;
  readonly allocations: readonly { readonly id: number; readonly assigned: boolean }[];
}

/** How a storefront does each thing that storefronts get wrong. */
export interface Habits {
  readonly webhookRoute: string;
  /** Null where the signature does not fit. */
  readonly readEvent: (raw: string, signature: string, secret: string) => ShopEvent | null;
  readonly writesOrders: boolean;
  /** The term whose price is asked for. */
  readonly termOfPrice: (term: ShopOrder["term"]) => ShopOrder["term"];
  readonly beforeFirstCall: () => void;
  readonly nodeQuery: string;
  readonly panelUserOf: (order: ShopOrder) => unknown;
  readonly placeOn: (node: ToldNode, allocation: number) => object;
  readonly externalIdOf: (order: ShopOrder) => string | undefined;
  /** Whether a paid session's event is acted on again. */
  readonly actsAgain: (order: ShopOrder) => boolean;
  readonly mayRetry: (status: ShopStatus) => boolean;
  readonly lists: (status: ShopStatus) => boolean;
  readonly afterSubscriptionUpdate: (status: ShopStatus) => ShopStatus;
  readonly afterFailedRenewal: (status: ShopStatus) => ShopStatus;
  /** Whether the success page says that it is paid, for what Stripe says of the session. */
  readonly saysPaid: (paymentStatus: string) => boolean;
  /** What the dashboard shows as the server's number. */
  readonly serverNumberOf: (row: ShopOrder) => unknown;
}

/** A storefront without a mistake. */
export const GOOD_HABITS: Habits = {
  webhookRoute: "/api/stripe/webhook",
  readEvent: (raw, signature, secret) => (isSigned(raw, signature, secret) ? (JSON.parse(raw) as ShopEvent) : null),
  writesOrders: true,
  termOfPrice: (term) => term,
  beforeFirstCall: () => {},
  nodeQuery: "&include=allocations",
  panelUserOf: (order) => order.panel_user_id,
  placeOn: (_node, allocation) => ({ allocation: { default: allocation } }),
  externalIdOf: ({ id }) => id,
  actsAgain: ({ status }) => status === "pending",
  mayRetry: (status) => status === "paid" || status === "error",
  lists: (status) => status !== "pending",
  afterSubscriptionUpdate: (status) => status,
  afterFailedRenewal: (status) => status,
  saysPaid: (paymentStatus) => paymentStatus !== "unpaid",
  serverNumberOf: (row) => row.ptero_server_id,
};

/** Whether one of the header's signatures is that of this text. */
export function isSigned(text: string, header: string, secret: string): boolean {
  const seconds = /(?:^|,)t=(\d+)/.exec(header)?.[1];
  if (seconds === undefined) return false;
  const [, wanted] = signatureHeader(text, secret, Number(seconds) * 1000).split(",v1=");
  return header.split(",").includes(`v1=${wanted}`);
}
