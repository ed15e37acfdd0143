import type { ActCode } from "../../../shared/contract/acts.ts";
import { err, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { Order } from "../orders/order-repository.ts";
import type { PanelFault } from "../panel/panel-port.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";

/** Why an act was not done: a code of the contract, and a sentence with the values at hand. Nothing was changed then. */
export interface ActRefused {
  readonly code: ActCode;
  readonly says: string;
}

/** What an act did, in a sentence. `orderId` is the order that it was done to, or that it made. */
export interface Done {
  readonly orderId: string;
  readonly says: string;
}

export type ActResult = Promise<Result<Done, ActRefused>>;

/** Who acts on which order, and why; all of it is kept in the audit. */
export interface Acting {
  readonly orderId: string;
  readonly operator: string;
  readonly reason: string;
}

export const refuse = (code: ActCode, says: string): { readonly ok: false; readonly error: ActRefused } =>
  err({ code, says });

export const noOrder = (orderId: string) => refuse("ORDER_NOT_FOUND", `There is no order ${orderId}.`);

/** The order's state forbids it. */
export const notNow = (says: string) => refuse("ORDER_TRANSITION_REFUSED", says);

/** Stripe's no, or its silence, as an act's refusal. */
export const ofStripe = ({ code, says }: StripeFault): ActRefused => ({
  code: code === "STRIPE_NOT_FOUND" ? "STRIPE_REFUSED" : code,
  says,
});

/** The panel's no, or its silence, as an act's refusal. */
export const ofPanel = ({ certainty, says }: Pick<PanelFault, "certainty" | "says">): ActRefused => ({
  code: certainty === "refused" ? "PANEL_REFUSED" : "PANEL_UNREACHABLE",
  says,
});

/** Lets consoles read again what was done to an order, and its jobs begin. */
export function published(deps: Deps, orderId: string): void {
  deps.changes.publish({ topic: "orders", ids: [orderId] });
  deps.wakeJobs();
}

/** The order's server, or a sentence why there is none to act on. */
export function serverOf(order: Order): Result<number, string> {
  if (order.service_state === "terminated") return err("The server was deleted. There is nothing left to act on.");
  if (order.ptero_server_id === null) return err("The order has no server yet.");
  return { ok: true, value: order.ptero_server_id };
}
