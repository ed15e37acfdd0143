import { oc } from "@orpc/contract";
import { z } from "zod";
import { Money } from "../kernel/money.ts";
import { Term } from "./states.ts";

/** A plan as New order offers it. Sizes are MiB, `cpuPercent` is 100 a core. */
export const PlanOffer = z.object({
  id: z.string(),
  name: z.string(),
  game: z.string(),
  itemType: z.string(),
  ramMb: z.number().int(),
  diskMb: z.number().int(),
  cpuPercent: z.number().int(),
  eggId: z.number().int(),
  prices: z.array(Money.extend({ term: Term, stripePriceId: z.string() })),
});
export type PlanOffer = z.infer<typeof PlanOffer>;

/** An add-on as it can be sold beside a plan, with the terms it has a price for. */
export const AddonOffer = z.object({
  id: z.string(),
  name: z.string(),
  prices: z.array(Money.extend({ term: Term })),
});
export type AddonOffer = z.infer<typeof AddonOffer>;

/** Whether a region has room for a plan. `room` is how many more would fit; `says` explains a zero or an unknown. */
export const RegionOffer = z.object({
  id: z.string(),
  name: z.string(),
  nodes: z.number().int(),
  usedShare: z.number().min(0).max(1),
  room: z.number().int().nullable(),
  says: z.string(),
});
export type RegionOffer = z.infer<typeof RegionOffer>;

/** What is known of a customer before an order is made. */
export const KnownCustomer = z.object({
  stripeCustomerId: z.string().nullable(),
  panelUserId: z.number().int().nullable(),
  orders: z.number().int(),
  running: z.number().int(),
});
export type KnownCustomer = z.infer<typeof KnownCustomer>;

export const catalogContract = {
  plans: oc.output(z.array(PlanOffer)),
  addons: oc.output(z.array(AddonOffer)),
  regions: oc.input(z.object({ planId: z.string() })).output(z.array(RegionOffer)),
  customer: oc.input(z.object({ email: z.string().max(191) })).output(KnownCustomer.nullable()),
};
