import type { ActName, ActOffer } from "../../../shared/contract/acts.ts";
import type { Environment } from "../../../shared/kernel/environment.ts";
import type { Hold } from "../lifecycle/holds.ts";
import type { Order } from "../orders/order-repository.ts";
import { retryRefusal } from "../provisioning/retry-provisioning.ts";
import { cancelRefusal } from "./cancel-order.ts";
import { changePlanRefusal } from "./change-plan.ts";
import { linkRefusal } from "./link-server.ts";
import { refundRefusal } from "./refundable.ts";
import { reinstallRefusal } from "./reinstall-server.ts";
import { suspendRefusal } from "./suspend-service.ts";
import { terminateRefusal } from "./terminate-order.ts";
import { unsuspendRefusal } from "./unsuspend-service.ts";

/** What decides beside the order itself. */
export interface Around {
  readonly holds: readonly Hold[];
  /** The panel has not the server that the order names. */
  readonly isServerGone: boolean;
}

type Refusal = (order: Order, around: Around) => string | null;

const ACTS: Readonly<
  Record<ActName, { readonly refusal: Refusal; readonly does: string; readonly typed?: "amount" | "name" }>
> = {
  provision: { refusal: retryRefusal, does: "Looks for the server, and makes it where there is none." },
  cancel: { refusal: cancelRefusal, does: "Ends what bills, now or with its period." },
  refund: { refusal: refundRefusal, does: "Gives money back by Stripe.", typed: "amount" },
  suspend: { refusal: suspendRefusal, does: "Stops the server until the reason is taken back." },
  unsuspend: { refusal: unsuspended, does: "Takes back what an operator or a fraud warning holds." },
  reinstall: { refusal: reinstallRefusal, does: "Installs the server once more, over what is on it.", typed: "name" },
  changePlan: { refusal: changePlanRefusal, does: "Bills another plan and resizes the server.", typed: "amount" },
  terminate: { refusal: terminateRefusal, does: "Cancels what bills and deletes the server.", typed: "name" },
  linkServer: {
    refusal: (order, { isServerGone }) => linkRefusal(order, isServerGone),
    does: "Makes a server that is on the panel the order's.",
  },
};

function unsuspended(_order: Order, { holds }: Around): string | null {
  return holds.length === 0 ? "Nothing holds the service." : unsuspendRefusal(holds);
}

/**
 * Every act, whether it would be taken now and why not where it wouldn't, by the very rules that the act itself goes by; and
 * what must be typed to confirm it, as far as that is known before the act is filled in. Pure.
 */
export function offerActs(order: Order, around: Around, env: Environment): ActOffer[] {
  return (Object.keys(ACTS) as ActName[]).map((act) => {
    const { refusal, does, typed } = ACTS[act];
    const says = refusal(order, around);
    const confirm = env === "live" && typed === "name" ? order.server_name : null;
    return { act, allowed: says === null, says: says ?? does, confirm };
  });
}
