import { oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";

/** One thing that Waybill needs of an endpoint, and how it stands. */
export const EndpointCheck = z.object({
  part: z.enum(["address", "status", "events", "version", "secret", "twice"]),
  /** `odd`: it works, and something is to be looked at. `unknown`: it could not be learned. */
  state: z.enum(["fine", "odd", "wrong", "unknown"]),
  says: z.string(),
});
export type EndpointCheck = z.infer<typeof EndpointCheck>;

/**
 * What can be done. `correct`: address, event types and status as they are needed. `recreate`: a new one beside it, where
 * Stripe lets a field be set at creation only, or a secret is lost. `disable` and `remove` end one that is not needed.
 */
export const EndpointAct = z.enum(["create", "correct", "recreate", "disable", "remove"]);
export type EndpointAct = z.infer<typeof EndpointAct>;

export const EndpointWish = z.object({
  act: EndpointAct,
  /** Which one; null for a `create` that is not the end of an earlier one. */
  endpointId: z.string().max(255).nullable(),
  /** Where a new or corrected one posts to; null for the address that is known. */
  address: z.string().trim().max(2_048).nullable(),
});
export type EndpointWish = z.infer<typeof EndpointWish>;

export const EndpointRow = z.object({
  id: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  /** Null: the account's default version. */
  apiVersion: z.string().nullable(),
  createdAt: z.number(),
  /** `elsewhere`: it is another program's, and none of our business. */
  verdict: z.enum(["fine", "odd", "wrong", "elsewhere"]),
  /** The sentence about it. */
  says: z.string(),
  checks: z.array(EndpointCheck),
  /** What to do, in order, each with the wish that does it; empty where nothing is to be done. */
  fix: z.array(z.object({ says: z.string(), wish: EndpointWish.nullable() })),
});
export type EndpointRow = z.infer<typeof EndpointRow>;

export const EndpointList = z.object({
  /** Those with trouble first, those of others last. */
  rows: z.array(EndpointRow),
  /** The answer in a sentence: whether Stripe's events come here by an endpoint. */
  says: z.string(),
  /** Whether one is to be created, since none that is fine posts here. */
  lacksOne: z.boolean(),
  /** The address that an endpoint needs; null where none is known that Stripe could reach. */
  address: z.string().nullable(),
  /** Whether that address was asked, and what came back. */
  probe: z.object({ state: z.enum(["fine", "wrong", "unknown"]), says: z.string() }),
  asOf: z.number(),
});
export type EndpointList = z.infer<typeof EndpointList>;

export const EndpointPlan = z.object({
  title: z.string(),
  /** What will be done, with the values. */
  plan: z.array(z.string()),
  /** What will not. */
  not: z.string(),
  /** What has to be typed before it is done; null where nothing has to. */
  toType: z.string().nullable(),
  /** Names just this plan: it is not carried out once what it was made from has changed. */
  planned: z.string(),
});
export type EndpointPlan = z.infer<typeof EndpointPlan>;

const refused = {
  STRIPE_REFUSED: refusals.STRIPE_REFUSED,
  STRIPE_UNREACHABLE: refusals.STRIPE_UNREACHABLE,
  STRIPE_NOT_CONFIGURED: refusals.STRIPE_NOT_CONFIGURED,
};
const actRefused = {
  ...refused,
  ENDPOINT_NOT_FOUND: refusals.ENDPOINT_NOT_FOUND,
  ENDPOINT_ADDRESS_UNFIT: refusals.ENDPOINT_ADDRESS_UNFIT,
};

export const endpointsContract = {
  /** Asks Stripe for all of the account's endpoints, and judges each. */
  list: oc.output(EndpointList).errors(refused),
  /** What an act would do; changes nothing. */
  plan: oc.input(EndpointWish).output(EndpointPlan).errors(actRefused),
  /** Does what was planned. A new endpoint's secret is kept when Stripe shows it, the only time it does. */
  apply: oc
    .input(EndpointWish.extend({ planned: z.string(), typed: z.string().max(2_048).nullable() }))
    .output(z.object({ says: z.string(), endpointId: z.string() }))
    .errors({
      ...actRefused,
      ENDPOINT_CHANGED: refusals.ENDPOINT_CHANGED,
      ACT_NOT_CONFIRMED: refusals.ACT_NOT_CONFIRMED,
    }),
};
