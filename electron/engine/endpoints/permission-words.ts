import { err } from "../../../shared/kernel/result.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";

/** Where Stripe refused for want of a permission: which, in words that say where to give it. Other faults stay as they are. */
export function withPermission(fault: StripeFault, access: "read" | "write") {
  const [, permission] = /'(rak_\w+)'/.exec(fault.says) ?? [];
  if (permission === undefined) return err(fault);
  const does = access === "read" ? "read" : "change";
  const says = `The Stripe key may not ${does} webhook endpoints: it lacks ${permission}. At Stripe, give the key the permission Webhook Endpoints, ${access}, or set another key.`;
  return err({ ...fault, says });
}
