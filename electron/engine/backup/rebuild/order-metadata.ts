import { z } from "zod";
import { Term } from "../../../../shared/contract/states.ts";

/** The shape of the ids that Waybill gives to orders. */
export const ORDER_ID = /^ord_[0-9A-HJKMNP-TV-Z]{26}$/;

/** What Waybill writes on a Checkout Session and its Subscription, read back. Stripe keeps texts alone. */
const Metadata = z.object({
  order_id: z.string().regex(ORDER_ID),
  user_id: z.string().min(1),
  item_type: z.string().min(1),
  plan_id: z.string().min(1),
  term: Term,
  region: z.string().min(1),
  server_name: z.string(),
  addons: z.string().transform(namesIn).default([]),
});
export type OrderMetadata = z.infer<typeof Metadata>;

/** The purchase that a Stripe object is of; null where another program made it. Pure. */
export function readOrderMetadata(metadata: Readonly<Record<string, string>> | null | undefined): OrderMetadata | null {
  const read = Metadata.safeParse(metadata);
  return read.success ? read.data : null;
}

function namesIn(text: string): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(text));
  } catch {
    return [];
  }
}
