import { z } from "zod";

/** Which Stripe and panel this Waybill speaks to: each has a database file, settings, secrets and a colour of its own. */
export const Environment = z.enum(["sandbox", "test", "live"]);
export type Environment = z.infer<typeof Environment>;
