import type { z } from "zod";
import { actsContract } from "../../shared/contract/acts.ts";
import { NewOrder } from "../../shared/contract/orders.ts";
import type { Environment } from "../../shared/kernel/environment.ts";

/** How an order comes to count as paid. */
export type PayWay = "link" | "invoice" | "elsewhere" | "free";

/** What the form holds: the order, how it is paid, and what the ways ask, each its part. */
export interface Draft extends NewOrder {
  readonly way: PayWay;
  readonly reference: string;
  readonly reason: string;
  /** What was typed in `live` so that a server may be made without a payment. */
  readonly confirm: string;
}

interface Way {
  readonly label: string;
  /** What the way means, for who has not used it. */
  readonly hint: string;
  readonly button: string;
  /** What pressing it does about money. */
  readonly foot: string;
  readonly waits: string;
  /** How the order is said to be paid. */
  readonly paid: string;
}

const AT_ONCE = "The server is made at once.";
const NO_ANSWER = "The engine has not answered yet. What you wrote is kept.";

/** The ways in the order in which they are offered. */
export const WAYS: Readonly<Record<PayWay, Way>> = {
  link: {
    label: "Payment link",
    hint: "You send the customer a link. The server is made when it is paid.",
    button: "Create payment link",
    foot: "Nothing is charged until the customer pays.",
    waits: "Stripe has not answered the Checkout Session yet. What you wrote is kept.",
    paid: "Paid",
  },
  invoice: {
    label: "Invoice by e-mail",
    hint: "Stripe sends the invoice to the customer's address. The server is made when it is paid.",
    button: "Send the invoice",
    foot: "Nothing is charged until the customer pays.",
    waits: "Stripe has not answered the invoice yet. What you wrote is kept.",
    paid: "Paid",
  },
  elsewhere: {
    label: "Paid elsewhere",
    hint: "The money came another way; Stripe charges nothing. The order ends with the term that was paid.",
    button: "Create the server",
    foot: AT_ONCE,
    waits: NO_ANSWER,
    paid: "Paid elsewhere",
  },
  free: {
    label: "Free of charge",
    hint: "Nobody pays, now or later. The order has no end.",
    button: "Create the server",
    foot: AT_ONCE,
    waits: NO_ANSWER,
    paid: "Free of charge",
  },
};

/** A field that a way asks beside those of every order. */
export type WayField = "reference" | "reason" | "confirm";

/** Which fields a way needs beside those of every order. In `live`, a server without a payment at Stripe is confirmed. Pure. */
export function fieldsOf(way: PayWay, env: Environment | undefined): readonly WayField[] {
  if (way === "link" || way === "invoice") return [];
  const asks = way === "free" ? "reason" : "reference";
  return env === "live" ? [asks, "confirm"] : [asks];
}

/** Whether all that has to be typed to confirm was typed; the engine has the last word. Pure. */
export const isConfirmed = ({ way, confirm, serverName }: Draft, env: Environment | undefined): boolean =>
  !fieldsOf(way, env).includes("confirm") || (confirm.trim() !== "" && confirm.trim() === serverName.trim());

const SCHEMAS: Readonly<Record<PayWay, z.ZodType | undefined>> = {
  link: NewOrder,
  invoice: NewOrder,
  elsewhere: actsContract.createPaidElsewhere["~orpc"].inputSchema,
  free: actsContract.createFree["~orpc"].inputSchema,
};

/** What is missing or wrong, by the contract's own schema, so that a field says what the engine would. Pure. */
export function missingIn(draft: Draft): Readonly<Record<string, string>> {
  const issues = SCHEMAS[draft.way]?.safeParse(draft).error?.issues ?? [];
  // The first issue of a field stays.
  return Object.fromEntries(issues.map(({ path, message }) => [path.join("."), message] as const).toReversed());
}
